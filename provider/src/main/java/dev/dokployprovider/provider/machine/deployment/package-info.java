/** A machine's deployments: put into the queue, followed, and what made one fail. */
@NullMarked
package dev.dokployprovider.provider.machine.deployment;

import org.jspecify.annotations.NullMarked;
