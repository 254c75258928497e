package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.RequiredOptions;
import java.util.Arrays;
import java.util.List;
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
   * Whether DevPod, ssh, the build or the program itself makes such a call. All others are typed by
   * people, and cost a library more to read ({@link TypedVerbs}).
   *
   * @param args the words behind the verb
   */
  boolean isCalledSo(List<String> args, Map<String, String> environment) {
    int words = args.size();
    return switch (this) {
      case CREATE, DELETE, START, STOP, STATUS, DESCRIBE -> words == 0 && isForMachine(environment);
      // A client names its provider too, and gives every option a variable.
      case INIT -> words > 0 || environment.containsKey(Option.DOKPLOY_SERVER_URL.name());
      case COMMAND ->
          words == 0 && (environment.containsKey("COMMAND") || isForMachine(environment));
      case CONNECT -> words <= 1 && isForMachine(environment);
      case TAKE_BACK -> words == 1;
      case DIAL -> DialVerb.isTarget(args);
      case OPTION ->
          RequiredOptions.all().stream().anyMatch(option -> List.of(option.name()).equals(args));
      case SUB_OPTIONS, VERSION -> words == 0;
      case PROVIDER_YAML -> words == 2 || words == 3;
      case TRAIN -> words > 0;
      case PRUNE, BACKUP, RESTORE, MOVE -> false;
    };
  }

  private static boolean isForMachine(Map<String, String> environment) {
    return environment.containsKey("MACHINE_ID") || environment.containsKey("MACHINE_FOLDER");
  }
}
