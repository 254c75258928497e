/** From options to the machine's compose file, as pure functions. */
@NullMarked
package dev.dokployprovider.provider.recipe;

import org.jspecify.annotations.NullMarked;
