/** Writes whose response was lost, and how often something is tried again. */
@NullMarked
package dev.dokployprovider.provider.machine.retry;

import org.jspecify.annotations.NullMarked;
