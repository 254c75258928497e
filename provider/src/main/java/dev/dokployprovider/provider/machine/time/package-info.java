/** Waiting: the only place where time passes. */
@NullMarked
package dev.dokployprovider.provider.machine.time;

import org.jspecify.annotations.NullMarked;
