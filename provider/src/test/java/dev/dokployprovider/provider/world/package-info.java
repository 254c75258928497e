/**
 * A world in memory for whole verbs: a Dokploy with its Docker, a computer with its files and its
 * ssh, a clock that goes only at a wait, and processes that can be killed anywhere.
 */
@NullMarked
package dev.dokployprovider.provider.world;

import org.jspecify.annotations.NullMarked;
