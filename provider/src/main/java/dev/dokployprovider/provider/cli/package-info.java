/** The command line: main, verbs, and how progress and problems are shown. */
@NullMarked
package dev.dokployprovider.provider.cli;

import org.jspecify.annotations.NullMarked;
