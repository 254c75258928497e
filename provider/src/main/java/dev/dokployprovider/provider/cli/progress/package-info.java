/** How the progress of a run is shown: on a terminal, in a log, or as JSON. */
@NullMarked
package dev.dokployprovider.provider.cli.progress;

import org.jspecify.annotations.NullMarked;
