/** JSON values as maps, lists, strings, numbers, booleans and null. */
@NullMarked
package dev.dokployprovider.emulator.json;

import org.jspecify.annotations.NullMarked;
