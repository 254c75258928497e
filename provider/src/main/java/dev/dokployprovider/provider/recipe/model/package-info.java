/** What a user asked of a machine: checked values, each of which says what it must be. */
@NullMarked
package dev.dokployprovider.provider.recipe.model;

import org.jspecify.annotations.NullMarked;
