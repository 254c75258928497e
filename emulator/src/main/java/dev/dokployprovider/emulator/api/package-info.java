/** Dokploy's procedures, by router, for each release. */
@NullMarked
package dev.dokployprovider.emulator.api;

import org.jspecify.annotations.NullMarked;
