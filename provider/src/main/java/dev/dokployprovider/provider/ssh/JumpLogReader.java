package dev.dokployprovider.provider.ssh;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads what ssh logged on its way through another SSH server. Until the machine's own sshd has
 * said its version, all complaints are the ones of the ssh that goes to the other server, in the
 * same words as ours: "Host key verification failed." is that server's then.
 */
final class JumpLogReader {
  private static final Pattern MACHINE_ANSWERS =
      Pattern.compile("^debug1: Remote protocol version ", Pattern.MULTILINE);

  /** What our own ssh says when the one between has ended. */
  private static final Pattern OWN =
      Pattern.compile(
          "(debug1: |(kex|ssh)_exchange_identification: |Connection .*UNKNOWN port"
              + "|Connection timed out during banner exchange).*");

  private static final Pattern NOT_PASSED_ON =
      Pattern.compile("open failed: connect failed: (?<why>.*)", Pattern.MULTILINE);

  private JumpLogReader() {}

  static OpenResult of(String log) {
    var answers = MACHINE_ANSWERS.matcher(log);
    if (answers.find()) {
      return SshLogReader.of(log.substring(answers.start()));
    }
    var notPassedOn = NOT_PASSED_ON.matcher(log);
    if (notPassedOn.find()) {
      return fromThere(notPassedOn.group("why").strip());
    }
    List<String> said =
        log.lines().filter(line -> !line.isBlank() && !OWN.matcher(line).matches()).toList();
    return said.isEmpty()
        ? SshLogReader.of(log)
        : new OpenResult.JumpFailed(SshLogReader.cut(String.join(" ", said)));
  }

  /** What the other server saw of the machine's address. */
  private static OpenResult fromThere(String why) {
    return switch (why) {
      case "Connection refused" -> new OpenResult.Refused(why);
      case "Connection timed out" -> new OpenResult.TimedOut(why);
      default -> new OpenResult.Unreachable(why);
    };
  }
}
