package dev.dokployprovider.provider.machine.doctor;

import java.time.Duration;

/** A check that is done, and how long it took. */
public record Result(String check, Finding finding, Duration took) {}
