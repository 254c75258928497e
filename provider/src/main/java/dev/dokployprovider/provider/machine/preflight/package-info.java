/** What can be known of a new machine before anything is made on the server. */
@NullMarked
package dev.dokployprovider.provider.machine.preflight;

import org.jspecify.annotations.NullMarked;
