package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.TokenReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a user must know of how the client treats the options that were just set. */
final class InitNotes {
  private static final String KEY =
      "DevPod copies the key to every machine. To keep it on this computer: dokploy-provider login"
          + " (docs/verbs.md)";

  private static final String GIT =
      "DevPod 0.6.15 does not heed INJECT_GIT_CREDENTIALS. To keep this computer's Git credentials"
          + " here: devpod context use default -o SSH_INJECT_GIT_CREDENTIALS=false";

  /** What Go takes for false, and so DevPod. */
  private static final Set<String> NO = Set.of("false", "f", "0");

  private InitNotes() {}

  /** Sentences; none where nothing is other than the options say. */
  static List<String> of(Map<String, String> environment) {
    var notes = new ArrayList<String>();
    if (TokenReference.of(environment.getOrDefault(Option.DOKPLOY_API_TOKEN.name(), ""))
        .isEmpty()) {
      notes.add(KEY);
    }
    String git = environment.getOrDefault(Option.INJECT_GIT_CREDENTIALS.name(), "");
    if (NO.contains(git.strip().toLowerCase(Locale.ROOT))) {
      notes.add(GIT);
    }
    return List.copyOf(notes);
  }
}
