/** What `describe` shows of a machine. */
@NullMarked
package dev.dokployprovider.provider.machine.describe;

import org.jspecify.annotations.NullMarked;
