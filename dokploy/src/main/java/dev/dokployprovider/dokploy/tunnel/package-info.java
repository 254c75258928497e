/** Connections inside TLS, for what is no call to Dokploy. */
@NullMarked
package dev.dokployprovider.dokploy.tunnel;

import org.jspecify.annotations.NullMarked;
