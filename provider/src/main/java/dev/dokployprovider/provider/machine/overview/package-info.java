/** All machines of a project, as they are now. */
@NullMarked
package dev.dokployprovider.provider.machine.overview;

import org.jspecify.annotations.NullMarked;
