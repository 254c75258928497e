/** What runs the containers: the real docker compose, or SSH servers in this process. */
@NullMarked
package dev.dokployprovider.emulator.engine;

import org.jspecify.annotations.NullMarked;
