/** Tests of the emulator as a whole. */
@NullMarked
package dev.dokployprovider.emulator;

import org.jspecify.annotations.NullMarked;
