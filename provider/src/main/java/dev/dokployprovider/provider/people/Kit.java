package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.people.settings.Sources;

/** What every typed verb works with. */
record Kit(Sources sources, Screen screen, Program program) {}
