/** What Docker says of a machine's containers, and the state that follows. */
@NullMarked
package dev.dokployprovider.provider.machine.containers;

import org.jspecify.annotations.NullMarked;
