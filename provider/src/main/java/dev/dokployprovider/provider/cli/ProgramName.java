package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.problem.Message;
import dev.dokployprovider.provider.ssh.InstalledProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How this program is called in a line to paste: by its name where PATH has it, else by its file,
 * as a client has downloaded it. Texts are written with the name.
 *
 * @param environment in which PATH is looked at
 * @param launcher the file that started this process; empty where Java itself was called
 */
record ProgramName(Map<String, String> environment, Optional<Path> launcher) {
  private static final String NAME = "dokploy-provider";

  /** The name with what is typed behind it; not a sentence about the program. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?<![\\w./'\"-])"
              + NAME
              + "(?= (?:--help|help|create|start|stop|delete|status|describe|list|ssh|config-ssh|logs"
              + "|backup|restore|move|doctor|prune|options|support|login|logout|completion|version)\\b)");

  /** What neither a POSIX shell nor Windows' reads otherwise. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:\\\\+,@=-]+");

  static ProgramName of(Map<String, String> environment) {
    return new ProgramName(environment, Dialer.launcher());
  }

  Message in(Message message) {
    return new Message(message.what(), in(message.why()), in(message.fix()));
  }

  private List<String> in(List<String> lines) {
    return lines.stream().map(this::in).toList();
  }

  /** PATH is only looked at where the text has such a line. */
  String in(String text) {
    Matcher call = CALL.matcher(text);
    return call.find() ? call.replaceAll(Matcher.quoteReplacement(words())) : text;
  }

  private String words() {
    return launcher
        .filter(file -> InstalledProgram.find(NAME, environment).isEmpty())
        .map(file -> quoted(file.toString(), file.getFileSystem().getSeparator()))
        .orElse(NAME);
  }

  private static String quoted(String file, String separator) {
    if (PLAIN.matcher(file).matches()) {
      return file;
    }
    return separator.equals("\\") ? '"' + file + '"' : "'" + file.replace("'", "'\\''") + "'";
  }
}
