/** What the use cases report while they work. */
@NullMarked
package dev.dokployprovider.provider.machine.progress;

import org.jspecify.annotations.NullMarked;
