package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.options.Option;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
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
   * For the launcher: opens the live connection that `command` then runs through; {@link
   * ParentWatch}.
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
  /** For people: a machine's volumes into a file. */
  BACKUP,
  /** For people: such a file onto a machine. */
  RESTORE,
  /** For people: a machine onto another server. */
  MOVE,
  VERSION;

  static Optional<Verb> of(String word) {
    return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether a call with so many words is one for a machine that the environment tells, as DevPod
   * and the program itself make it. All others are typed by people, and cost a library more to read
   * ({@link TypedVerbs}).
   *
   * @param words with the verb
   */
  boolean isCalledSo(int words, Map<String, String> environment) {
    return switch (this) {
      case CREATE, DELETE, START, STOP, STATUS, DESCRIBE ->
          words == 1
              && (environment.containsKey("MACHINE_ID")
                  || environment.containsKey("MACHINE_FOLDER"));
      // A client names its provider too, and gives every option a variable.
      case INIT -> words > 1 || environment.containsKey(Option.DOKPLOY_SERVER_URL.name());
      case COMMAND, CONNECT, TAKE_BACK, DIAL, OPTION, SUB_OPTIONS, PROVIDER_YAML, TRAIN -> true;
      case PRUNE, BACKUP, RESTORE, MOVE -> false;
      case VERSION -> words == 1;
    };
  }
}
