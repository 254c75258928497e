/** Servers, proxies and certificates of the tests' own, on real sockets. */
@NullMarked
package dev.dokployprovider.dokploy.testing;

import org.jspecify.annotations.NullMarked;
