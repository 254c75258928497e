/** Dokploy's tables, kept on disk so that a kill loses nothing. */
@NullMarked
package dev.dokployprovider.emulator.store;

import org.jspecify.annotations.NullMarked;
