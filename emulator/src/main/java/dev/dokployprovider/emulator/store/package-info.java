/** What the emulator remembers: rows as Dokploy's database has them, kept on disk. */
@NullMarked
package dev.dokployprovider.emulator.store;

import org.jspecify.annotations.NullMarked;
