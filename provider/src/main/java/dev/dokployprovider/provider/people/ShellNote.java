package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.people.settings.Settings;

/**
 * What a shell's variables are for verbs that are typed in it, they are not for a client's
 * provider: that gets every option from the client.
 */
final class ShellNote {
  private ShellNote() {}

  /** Says once which variables differ from what the client's provider has. */
  static void show(Settings settings, Screen screen) {
    var names = settings.onlyHere();
    settings
        .installed()
        .filter(_ -> !names.isEmpty())
        .ifPresent(provider ->
            screen
                .err()
                .println(
                    "Only for what you type in this shell: %s. %s has another value; set it there, too."
                        .formatted(String.join(", ", names), provider.words())));
  }
}
