package dev.dokployprovider.emulator.queue;

import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.store.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The .env file beside the compose file (docs/reference/dokploy.md §3.3). */
final class EnvFile {
  /** A line as npm's dotenv reads it. */
  private static final Pattern LINE =
      Pattern.compile(
          "^\\s*(?:export\\s+)?([\\w.-]+)(?:\\s*=\\s*?|:\\s+?)(\\s*'(?:\\\\'|[^'])*'"
              + "|\\s*\"(?:\\\\\"|[^\"])*\"|\\s*`(?:\\\\`|[^`])*`|[^#\\r\\n]+)?\\s*(?:#.*)?$",
          Pattern.MULTILINE);

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{\\{(?:(project|environment)\\.)?([^}]+)}}");

  private EnvFile() {}

  /**
   * The file's text.
   *
   * @throws IllegalArgumentException when a reference names no variable
   */
  static String text(Release release, Row service, String projectEnv, String environmentEnv) {
    String env = service.text("env");
    StringBuilder file = new StringBuilder("APP_NAME=" + service.text("appName") + "\n");
    if (release.writesProjectNameToEnvFile()) {
      file.append("COMPOSE_PROJECT_NAME=").append(service.text("appName")).append('\n');
    }
    String all =
        env.contains("DOCKER_CONFIG")
            ? env
            : env + "\nDOCKER_CONFIG=" + release.dockerConfig() + "\n";
    Map<String, String> variables = parse(all);
    variables.forEach((name, value) -> {
      String resolved = resolve(value, variables, parse(projectEnv), parse(environmentEnv));
      file.append(name)
          .append('=')
          .append(release.quotesEnvFile() ? quoted(resolved) : resolved)
          .append('\n');
    });
    return file.substring(0, file.length() - 1);
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + "\"";
  }

  static Map<String, String> parse(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      variables.put(line.group(1), value(line.group(2) == null ? "" : line.group(2).strip()));
    }
    return variables;
  }

  private static String value(String text) {
    boolean quoted =
        text.length() >= 2
            && "'\"`".indexOf(text.charAt(0)) >= 0
            && text.charAt(0) == text.charAt(text.length() - 1);
    if (!quoted) {
      return text;
    }
    String inner = text.substring(1, text.length() - 1);
    return text.startsWith("\"") ? inner.replace("\\n", "\n").replace("\\r", "\r") : inner;
  }

  private static String resolve(
      String value,
      Map<String, String> own,
      Map<String, String> project,
      Map<String, String> environment) {
    return REFERENCE
        .matcher(value)
        .replaceAll(reference -> {
          String scope = Objects.requireNonNullElse(reference.group(1), "");
          Map<String, String> variables =
              switch (scope) {
                case "project" -> project;
                case "environment" -> environment;
                default -> own;
              };
          return Matcher.quoteReplacement(look(reference, scope, variables));
        });
  }

  private static String look(MatchResult reference, String scope, Map<String, String> variables) {
    String found = variables.get(reference.group(2).strip());
    if (found == null) {
      throw new IllegalArgumentException(
          "Invalid " + scope + " environment variable: " + reference.group(2));
    }
    return found;
  }
}
