/** The verbs that people type. DevPod's calls load nothing of it. */
@NullMarked
package dev.dokployprovider.provider.people;

import org.jspecify.annotations.NullMarked;
