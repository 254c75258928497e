/** What the tests of use cases need in place of a Dokploy. */
@NullMarked
package dev.dokployprovider.provider.machine.testing;

import org.jspecify.annotations.NullMarked;
