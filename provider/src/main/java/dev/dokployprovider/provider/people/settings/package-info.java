/** Where the options and the machines of a typed verb come from; it only reads. */
@NullMarked
package dev.dokployprovider.provider.people.settings;

import org.jspecify.annotations.NullMarked;
