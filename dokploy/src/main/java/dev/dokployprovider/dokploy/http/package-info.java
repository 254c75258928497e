/**
 * HTTP as the client needs it: one request, one whole answer, a deadline over all of it, proxies
 * and certificates as a Go program's user expects them. Knows nothing of Dokploy's calls.
 */
@NullMarked
package dev.dokployprovider.dokploy.http;

import org.jspecify.annotations.NullMarked;
