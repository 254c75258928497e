/** Inputs, checked without a server. */
@NullMarked
package dev.dokployprovider.emulator.api;

import org.jspecify.annotations.NullMarked;
