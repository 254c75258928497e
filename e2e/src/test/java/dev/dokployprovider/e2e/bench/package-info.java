/** What `make bench` measures. */
@NullMarked
package dev.dokployprovider.e2e.bench;

import org.jspecify.annotations.NullMarked;
