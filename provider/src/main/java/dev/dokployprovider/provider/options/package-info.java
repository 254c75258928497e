/** The options: one list, their values read from the environment and checked. */
@NullMarked
package dev.dokployprovider.provider.options;

import org.jspecify.annotations.NullMarked;
