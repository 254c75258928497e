/** The way to a running machine. */
@NullMarked
package dev.dokployprovider.provider.machine.reach;

import org.jspecify.annotations.NullMarked;
