/**
 * A driver that calls the provider as DevPod 0.6.15, skevetter's fork 0.26.1 and Devsy 1.1.0 do: in
 * their order, environment and shells, with their time limits and their ways to end a call.
 *
 * <p>Its facts are those of docs/reference/devpod.md §2 and §8, which were read from the clients'
 * sources and seen with running ones; the classes name the sections.
 */
@NullMarked
package dev.dokployprovider.e2e.client;

import org.jspecify.annotations.NullMarked;
