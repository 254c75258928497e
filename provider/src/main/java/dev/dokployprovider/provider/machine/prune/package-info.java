/** What an owner's machines have left on servers and on this computer. */
@NullMarked
package dev.dokployprovider.provider.machine.prune;

import org.jspecify.annotations.NullMarked;
