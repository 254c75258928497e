/** What can go wrong for a user, each with what, why and the fix. */
@NullMarked
package dev.dokployprovider.provider.problem;

import org.jspecify.annotations.NullMarked;
