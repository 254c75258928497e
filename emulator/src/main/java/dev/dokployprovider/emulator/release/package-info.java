/** What differs between Dokploy's releases; the one place that decides by version. */
@NullMarked
package dev.dokployprovider.emulator.release;

import org.jspecify.annotations.NullMarked;
