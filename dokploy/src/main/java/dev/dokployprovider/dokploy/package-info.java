/**
 * What the provider asks of Dokploy: one interface, its records, and the failures a call can end
 * with. How the calls travel is in {@code rest}.
 */
@NullMarked
package dev.dokployprovider.dokploy;

import org.jspecify.annotations.NullMarked;
