/**
 * Scenarios: what the program must do, shown with the programs that are installed, over real
 * sockets, against the emulator. Each test is a sentence; on failure everything that was run is
 * printed.
 */
@NullMarked
package dev.dokployprovider.e2e.scenarios;

import org.jspecify.annotations.NullMarked;
