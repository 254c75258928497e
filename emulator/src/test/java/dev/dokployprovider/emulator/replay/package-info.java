/** What real servers answered, asked of the emulator again. */
@NullMarked
package dev.dokployprovider.emulator.replay;

import org.jspecify.annotations.NullMarked;
