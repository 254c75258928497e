/** The way in: sockets, the API key, JSON in and out, and the websocket. */
@NullMarked
package dev.dokployprovider.emulator.http;

import org.jspecify.annotations.NullMarked;
