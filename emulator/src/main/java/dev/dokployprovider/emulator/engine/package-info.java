/** Where services run: on a Docker engine, or as processes of this computer. */
@NullMarked
package dev.dokployprovider.emulator.engine;

import org.jspecify.annotations.NullMarked;
