/** The way in: a TCP front, the HTTP server behind it, websockets, faults and counts for tests. */
@NullMarked
package dev.dokployprovider.emulator.http;

import org.jspecify.annotations.NullMarked;
