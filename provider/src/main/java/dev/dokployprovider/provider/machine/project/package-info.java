/**
 * Projects, services and servers: where a machine's service is or shall be, and what the key may do
 * there.
 */
@NullMarked
package dev.dokployprovider.provider.machine.project;

import org.jspecify.annotations.NullMarked;
