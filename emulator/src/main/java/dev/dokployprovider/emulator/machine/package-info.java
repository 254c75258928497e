/** A machine without Docker: an SSH server whose commands run in a scratch folder. */
@NullMarked
package dev.dokployprovider.emulator.machine;

import org.jspecify.annotations.NullMarked;
