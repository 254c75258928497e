/** Tests of engines. */
@NullMarked
package dev.dokployprovider.emulator.engine;

import org.jspecify.annotations.NullMarked;
