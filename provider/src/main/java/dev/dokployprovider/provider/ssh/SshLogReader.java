package dev.dokployprovider.provider.ssh;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what ssh logged on its way to a connection (LogLevel DEBUG1, LC_ALL=C) from OpenSSH 7.6 to
 * now. Lines of the peer's own never begin like these: ssh puts a prefix before them, except for a
 * banner, which comes with the authentication and so from the pinned machine.
 */
final class SshLogReader {
  private static final int LONGEST_DETAIL = 2000;

  private record Rule(Pattern line, Function<String, OpenResult> result) {}

  /** The first rule that finds its line wins, wherever the line stands. */
  private static final List<Rule> RULES =
      List.of(
          rule("(debug1: )?Authenticated to .*", line -> new OpenResult.Opened()),
          rule("(ssh|dial): Could not resolve hostname .*", OpenResult.UnknownHost::new),
          rule("(ssh|dial): connect to host .*: Connection refused", OpenResult.Refused::new),
          rule("Host key verification failed\\.", OpenResult.OtherHostKey::new),
          rule(".*: Permission denied \\(.*", OpenResult.KeyRefused::new),
          rule(".*Too many authentication failures.*", OpenResult.KeyRefused::new),
          rule(
              "((ssh|dial): connect|Connection|Timeout|banner|kex_|ssh_).*(timed out|not responding).*",
              OpenResult.TimedOut::new),
          rule("(ssh|dial): connect to host .*", OpenResult.Unreachable::new),
          rule("dial: no TLS at .*", OpenResult.NoTls::new),
          rule(
              "debug1: (kex_exchange_identification: banner line \\d+|ssh_exchange_identification):"
                  + " .*",
              OpenResult.NotSsh::new),
          rule(
              ".*(banner line|invalid format|[Pp]rotocol m|Bad packet length|Unable to negotiate"
                  + "|Bad remote protocol|message authentication code incorrect).*",
              OpenResult.NotSsh::new),
          rule(
              "(Connection|kex_|ssh_|Received disconnect|Disconnected|client_loop).*"
                  + "(closed|reset|Broken pipe|isconnect).*",
              OpenResult.Closed::new));

  private SshLogReader() {}

  static OpenResult of(String log) {
    for (Rule rule : RULES) {
      Matcher matcher = rule.line().matcher(log);
      if (matcher.find()) {
        return rule.result().apply(cut(matcher.group().strip()));
      }
    }
    List<String> said = log.lines().filter(line -> !line.startsWith("debug1: ")).toList();
    return new OpenResult.Failed(cut(String.join("\n", said).strip()));
  }

  private static Rule rule(String line, Function<String, OpenResult> result) {
    return new Rule(Pattern.compile("^" + line + "$", Pattern.MULTILINE), result);
  }

  static String cut(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}&&[^\n]]", "");
    return plain.length() <= LONGEST_DETAIL ? plain : plain.substring(0, LONGEST_DETAIL);
  }
}
