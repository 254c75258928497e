/** What is kept on the user's computer: a machine's record, its lock, the owner's id. */
@NullMarked
package dev.dokployprovider.provider.machine.folder;

import org.jspecify.annotations.NullMarked;
