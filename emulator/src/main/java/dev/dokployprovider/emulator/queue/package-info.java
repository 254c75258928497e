/** Deployments: the queue, and what one deployment does on the host. */
@NullMarked
package dev.dokployprovider.emulator.queue;

import org.jspecify.annotations.NullMarked;
