/** What is to be done with a machine: decided here and nowhere else, without asking anybody. */
@NullMarked
package dev.dokployprovider.provider.machine.plan;

import org.jspecify.annotations.NullMarked;
