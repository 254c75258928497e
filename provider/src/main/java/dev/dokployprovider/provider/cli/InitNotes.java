package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.TokenReference;
import java.util.ArrayList;
import java.util.List;

/** What a user must know of how the client treats the options that were just set. */
final class InitNotes {
  private static final String KEY =
      "DevPod copies the key to every machine. To keep it on this computer: dokploy-provider login"
          + " (docs/verbs.md)";

  private static final String GIT =
      "DevPod 0.6.15 does not heed INJECT_GIT_CREDENTIALS. To keep this computer's Git credentials"
          + " here: devpod context use default -o SSH_INJECT_GIT_CREDENTIALS=false";

  private InitNotes() {}

  /** Sentences; none where nothing is other than the options say. */
  static List<String> of(ProviderOptions options) {
    var notes = new ArrayList<String>();
    if (TokenReference.of(options.token().reveal()).isEmpty()) {
      notes.add(KEY);
    }
    if (!options.injectsGitCredentials()) {
      notes.add(GIT);
    }
    return List.copyOf(notes);
  }
}
