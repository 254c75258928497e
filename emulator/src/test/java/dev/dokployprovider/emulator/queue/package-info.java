/** Tests of what a deployment writes. */
@NullMarked
package dev.dokployprovider.emulator.queue;

import org.jspecify.annotations.NullMarked;
