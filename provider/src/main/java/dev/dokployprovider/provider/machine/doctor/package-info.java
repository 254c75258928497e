/** What is checked, and how it is judged, when a person asks what is wrong. It changes nothing. */
@NullMarked
package dev.dokployprovider.provider.machine.doctor;

import org.jspecify.annotations.NullMarked;
