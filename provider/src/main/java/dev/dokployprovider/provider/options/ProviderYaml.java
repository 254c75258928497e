package dev.dokployprovider.provider.options;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.options.Option.Group;
import dev.dokployprovider.provider.options.Option.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes provider.yaml, what DevPod reads of a provider (docs/reference/devpod.md §1), from the
 * options.
 */
public final class ProviderYaml {

  /**
   * The provider's program for one platform.
   *
   * @param os linux, darwin or windows
   * @param arch amd64 or arm64
   * @param path an absolute path on this computer, or an address to fetch it from
   * @param checksum its SHA-256; none for a path on this computer
   */
  public record Binary(String os, String arch, String path, Optional<String> checksum) {}

  /**
   * The verbs that DevPod calls; each runs the program with the verb as its only argument, but
   * `init`.
   */
  private static final List<String> VERBS =
      List.of("create", "delete", "start", "stop", "status", "describe", "command");

  /**
   * Whose command only waits until there are an address and a token: what has sub options must be
   * resolved after them, and a client resolves options in the order in which their commands name
   * each other. The shell takes both as arguments of its own `:`; no program gets them.
   */
  private static final List<String> CHOICES =
      List.of(
          "  DOKPLOY_CHOICES:",
          "    description: "
              + quoted("Asks your Dokploy for the values that some options may have"),
          "    hidden: true",
          "    global: true",
          "    command: "
              + quoted(": \"${DOKPLOY_SERVER_URL}\" \"${DOKPLOY_API_TOKEN}\"; echo asked"),
          "    subOptionsCommand: " + quoted("\"${DOKPLOY_PROVIDER}\" sub-options"));

  private ProviderYaml() {}

  /** Every text is written as a JSON string, which YAML reads as it stands. */
  public static String render(String name, String version, List<Binary> binaries) {
    if (!name.matches("[a-z0-9-]{1,32}")) {
      throw new IllegalArgumentException("a provider's name has a-z, 0-9 and -, 32 at most");
    }
    var out = new ArrayList<String>();
    out.add("name: " + quoted(name));
    out.add("version: " + quoted(version));
    out.add("description: " + quoted("DevPod on your own Dokploy server"));
    out.add("icon: " + quoted(ProviderIcon.address()));
    out.add("optionGroups:");
    for (var group : Group.values()) {
      out.add("  - name: " + quoted(group.title()));
      out.add("    defaultVisible: " + group.shown());
      out.add("    options:");
      Arrays.stream(Option.values())
          .filter(option -> option.group() == group)
          .forEach(option -> out.add("      - " + option.name()));
    }
    out.add("options:");
    for (var option : Option.values()) {
      if (!option.is(Trait.ON_SERVER)) {
        out.addAll(lines(option, option.form().suggestions()));
      }
    }
    out.addAll(CHOICES);
    out.addAll(AGENT.lines().toList());
    out.add("binaries:");
    out.add("  DOKPLOY_PROVIDER:");
    for (var binary : binaries) {
      out.add("    - os: " + quoted(binary.os()));
      out.add("      arch: " + quoted(binary.arch()));
      out.add("      path: " + quoted(binary.path()));
      binary.checksum().ifPresent(sum -> out.add("      checksum: " + quoted(sum)));
    }
    out.add("exec:");
    // DevPod tells its provider's name with every verb but this one.
    out.add("  init: " + quoted("\"${DOKPLOY_PROVIDER}\" init " + name));
    VERBS.forEach(verb -> out.add("  " + verb + ": " + quoted("\"${DOKPLOY_PROVIDER}\" " + verb)));
    return String.join("\n", out) + "\n";
  }

  /**
   * What a client reads of the options that are not in provider.yaml.
   *
   * @param remoteServers what may name the remote servers of the user's Dokploy
   */
  public static String subOptions(List<String> remoteServers) {
    var out = new ArrayList<String>();
    out.add("options:");
    for (var option : Option.values()) {
      if (option.is(Trait.ON_SERVER)) {
        var suggestions = new ArrayList<>(option.form().suggestions());
        suggestions.addAll(remoteServers);
        out.addAll(lines(option, suggestions));
      }
    }
    return String.join("\n", out) + "\n";
  }

  private static List<String> lines(Option option, List<String> suggestions) {
    var out = new ArrayList<String>();
    out.add("  " + option.name() + ":");
    var form = option.form();
    out.add("    displayName: " + quoted(form.title()));
    out.add("    description: " + quoted(option.description()));
    option.defaultValue().ifPresent(value -> out.add("    default: " + quoted(value)));
    if (!form.values().isEmpty()) {
      out.add("    enum: " + list(form.values()));
    }
    if (!suggestions.isEmpty()) {
      out.add("    suggestions: " + list(suggestions));
    }
    form.rule()
        .ifPresent(rule -> {
          out.add("    validationPattern: " + quoted(rule.pattern(option.is(Trait.REQUIRED))));
          out.add(
              "    validationMessage: "
                  + quoted(option.name() + " is invalid. " + rule.message() + "."));
        });
    if (option.is(Trait.REQUIRED)) {
      out.add("    required: true");
      out.add("    command: " + quoted("\"${DOKPLOY_PROVIDER}\" option " + option.name()));
    }
    if (option.is(Trait.PASSWORD)) {
      out.add("    password: true");
    }
    if (option.is(Trait.GLOBAL)) {
      out.add("    global: true");
    }
    if (option.is(Trait.BOOLEAN)) {
      out.add("    type: boolean");
    }
    if (option.is(Trait.MULTILINE)) {
      out.add("    type: multiline");
    }
    if (option.is(Trait.DURATION)) {
      out.add("    type: duration");
    }
    return out;
  }

  /**
   * The agent's part. Paths are on a volume: under /tmp the workspace would be lost when the
   * container is recreated. Docker is in the machine's image. The machine stops itself, so that no
   * API token is needed on it (docs/reference/devpod.md §2.6, §8).
   */
  private static final String AGENT =
      """
      agent:
        path: ${AGENT_PATH}
        dataPath: ${AGENT_DATA_PATH}
        inactivityTimeout: ${INACTIVITY_TIMEOUT}
        injectGitCredentials: ${INJECT_GIT_CREDENTIALS}
        injectDockerCredentials: ${INJECT_DOCKER_CREDENTIALS}
        docker:
          install: "false"
        exec:
          shutdown: "/usr/local/bin/devpod-machine shutdown"
      """;

  private static String list(List<String> texts) {
    return new Json.Array(texts.stream().<Json>map(Json.Text::new).toList()).toString();
  }

  private static String quoted(String text) {
    return new Json.Text(text).toString();
  }
}
