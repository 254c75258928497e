/** What scenarios and benches are told with: programs, servers, machines and the computer. */
@NullMarked
package dev.dokployprovider.e2e.support;

import org.jspecify.annotations.NullMarked;
