/** How a machine is reached: ssh's configuration as values, and the one class that runs ssh. */
@NullMarked
package dev.dokployprovider.provider.ssh;

import org.jspecify.annotations.NullMarked;
