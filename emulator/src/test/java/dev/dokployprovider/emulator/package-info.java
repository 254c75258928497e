@NullMarked
package dev.dokployprovider.emulator;

import org.jspecify.annotations.NullMarked;
