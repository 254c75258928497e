/** What must hold whatever fails: whole verbs in a world in memory, broken at every point. */
@NullMarked
package dev.dokployprovider.provider.reliability;

import org.jspecify.annotations.NullMarked;
