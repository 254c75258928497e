/**
 * JSON values, read and written without a library: `status` runs all day, and the smallest library
 * costs more CPU than the rest of its work (docs/dependencies.md).
 */
@NullMarked
package dev.dokployprovider.dokploy.json;

import org.jspecify.annotations.NullMarked;
