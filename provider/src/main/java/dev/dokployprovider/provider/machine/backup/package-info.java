/** Backups: a machine's volumes in a file, and onto a machine again. */
@NullMarked
package dev.dokployprovider.provider.machine.backup;

import org.jspecify.annotations.NullMarked;
