/** What DevPod asks for: create, start, stop, delete, status and connect, as use cases. */
@NullMarked
package dev.dokployprovider.provider.machine;

import org.jspecify.annotations.NullMarked;
