/** CPU time of test classes, for tools/test.sh. */
@NullMarked
package dev.dokployprovider.cputimes;

import org.jspecify.annotations.NullMarked;
