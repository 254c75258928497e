package dev.dokployprovider.provider.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the program can be asked for. */
enum Verb {
  INIT,
  CREATE,
  DELETE,
  START,
  STOP,
  STATUS,
  /** All that is known of a machine; the forks of DevPod call it. */
  DESCRIBE,
  COMMAND,
  /**
   * For the launcher: opens the live connection that `command` then runs through; {@link Caller}.
   */
  CONNECT,
  /** For {@link GuardProcess}: takes back what a create made that was killed. */
  TAKE_BACK,
  /** For ssh: carries bytes to a machine, on the route tls inside TLS. */
  DIAL,
  /** For DevPod: the value of an option that it was given none for. */
  OPTION,
  /** For DevPod: the options whose values are on the user's Dokploy. */
  SUB_OPTIONS,
  /** For an installation: prints provider.yaml. */
  PROVIDER_YAML,
  /** For the build: several verbs in one process, which an AOT cache is trained with. */
  TRAIN,
  /** For people: what is left over; {@link PruneVerb}. */
  PRUNE,
  VERSION;

  static Optional<Verb> of(String word) {
    return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those that a user or DevPod calls. */
  static List<String> words() {
    var ours = EnumSet.of(CONNECT, TAKE_BACK, DIAL, OPTION, SUB_OPTIONS, PROVIDER_YAML, TRAIN);
    return Arrays.stream(values()).filter(verb -> !ours.contains(verb)).map(Verb::word).toList();
  }
}
