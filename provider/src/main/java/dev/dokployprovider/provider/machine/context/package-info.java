/** What every use case works with: options, folder, keys and the connection of one machine. */
@NullMarked
package dev.dokployprovider.provider.machine.context;

import org.jspecify.annotations.NullMarked;
