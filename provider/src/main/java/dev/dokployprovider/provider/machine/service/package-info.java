/** The machine's compose service: found, made, deployed, settled, and what Docker says of it. */
@NullMarked
package dev.dokployprovider.provider.machine.service;

import org.jspecify.annotations.NullMarked;
