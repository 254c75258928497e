package dev.dokployprovider.provider.machine.preflight;

import dev.dokployprovider.provider.ssh.RunResult;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what the resolver and ssh say; words that are not known prove nothing. */
final class ProbeWords {
  private static final int LINES = 5;

  /** "There is no such name", by glibc, musl, macOS and Windows; not "ask again later". */
  private static final String UNKNOWN_NAME =
      "(Name or service not known|No address associated with hostname|Name does not resolve"
          + "|nodename nor servname provided, or not known|No such host is known)";

  private static final Pattern NAME = Pattern.compile(UNKNOWN_NAME);

  /** The ssh that goes to the jump host says each of these in vain for as long as one waits. */
  private static final Pattern SURE =
      Pattern.compile(
          "^("
              + "ssh: Could not resolve hostname .*: "
              + UNKNOWN_NAME
              + ".*"
              + "|ssh: connect to host .*: Connection refused"
              + "|Host key verification failed\\."
              + "|.*: Permission denied \\(.*"
              + "|.*Too many authentication failures.*"
              + "|.*Bad configuration option.*"
              + "|Bad owner or permissions on .*"
              + ")\\s*$",
          Pattern.MULTILINE);

  /** The other side was asked to connect to a port without a listener, and tried. */
  private static final String PASSED_ON = "open failed: connect failed";

  /** The same over the user's own live connection: its process keeps the reason to itself. */
  private static final String PASSED_ON_BY_MASTER = "Session open refused by peer";

  private ProbeWords() {}

  /**
   * A host that was not found.
   *
   * @param said the message of the exception
   */
  static Answer unknownName(String said) {
    return NAME.matcher(said).find()
        ? new Answer.Bad("there is no host of that name")
        : new Answer.Unsure("DNS does not tell now (" + said + ")");
  }

  /** What ssh came to that was to pass a connection on. */
  static Answer jump(RunResult tried) {
    String log = tried.stderr();
    if (tried.exitCode() == 0 || log.contains(PASSED_ON) || log.contains(PASSED_ON_BY_MASTER)) {
      return new Answer.Good();
    }
    var sure = SURE.matcher(log);
    return sure.find()
        ? new Answer.Bad(sure.group().strip())
        : new Answer.Unsure(
            log.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(LINES)
                .collect(Collectors.joining(" ")));
  }

  /** What a failed attempt at TLS came to, in the words of the dialer. */
  static Answer tls(String said) {
    for (String sure : List.of("Connection refused", "Unsupported or unrecognized SSL message")) {
      if (said.endsWith(sure)) {
        return new Answer.Bad(
            sure.startsWith("Connection")
                ? "the connection is refused"
                : "what answers does not speak TLS");
      }
    }
    return said.startsWith("Could not resolve")
        ? unknownName(said)
        : new Answer.Unsure(said.replaceFirst("^connect to host \\S+ port \\d+: ", ""));
  }
}
