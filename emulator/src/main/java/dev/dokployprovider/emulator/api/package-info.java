/** Dokploy's procedures: what goes in, who may call, what comes out. */
@NullMarked
package dev.dokployprovider.emulator.api;

import org.jspecify.annotations.NullMarked;
