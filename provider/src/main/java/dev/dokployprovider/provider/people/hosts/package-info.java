/** Machines as hosts of the user's own OpenSSH: one file of ours, included by the user's. */
@NullMarked
package dev.dokployprovider.provider.people.hosts;

import org.jspecify.annotations.NullMarked;
