/** What stands for Dokploy's Traefik, as far as it leads TLS connections to containers by name. */
@NullMarked
package dev.dokployprovider.emulator.traefik;

import org.jspecify.annotations.NullMarked;
