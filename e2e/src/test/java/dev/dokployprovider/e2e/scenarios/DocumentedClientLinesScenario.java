package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What README and docs say to type for DevPod, its fork and Devsy: each line must be one that these
 * clients have, by the verbs and flags that they themselves list (client-commands.txt). That such
 * lines do what is said is tried with real clients by `make test-lifecycle` and `make test-dist`.
 */
class DocumentedClientLinesScenario {
  private static final Pattern LINE =
      Pattern.compile("(?m)^ {4,8}((?:devpod|devsy) .+)$|`((?:devpod|devsy) [a-z][^`\n]*)`");

  /** Behind a line of DevPod's. */
  private static final Pattern DEVSYS = Pattern.compile("# Devsy: (devsy .*)$");

  /** What a client can do, by its version and verb. */
  private record Client(String name, Map<String, Set<String>> flags) {}

  @Test
  void every_line_for_a_client_is_one_that_the_client_has() throws IOException {
    var clients = clients();
    assertThat(clients.keySet())
        .containsExactlyInAnyOrder("devpod 0.6.15", "devpod 0.26.1", "devsy 1.1.0");
    var lines = lines();
    assertThat(lines)
        .hasSizeGreaterThan(15)
        .anyMatch(line -> line.startsWith("devsy "))
        .anyMatch(line -> line.startsWith("devpod provider set-options "));
    var wrong = new ArrayList<String>();
    for (String line : lines) {
      for (var client : clients.values()) {
        if (line.startsWith(client.name().split(" ", -1)[0] + " ")) {
          wrong.addAll(problems(client, line));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_line_that_a_client_does_not_have_is_found() throws IOException {
    var old = clients().get("devpod 0.6.15");
    assertThat(old).isNotNull();
    assertThat(problems(old, "devpod up x --provider y --ide none")).isEmpty();
    assertThat(problems(old, "devpod provider set dokploy -o A=B")).isNotEmpty();
    assertThat(problems(old, "devpod up x --no-such-flag")).isNotEmpty();
    assertThat(problems(old, "devpod list -z")).isNotEmpty();
  }

  private static List<String> problems(Client client, String line) {
    var words = Arrays.asList(line.split(" +", -1));
    String verb = "";
    int at = 1;
    while (at < words.size() && client.flags().containsKey((verb + " " + words.get(at)).strip())) {
      verb = (verb + " " + words.get(at)).strip();
      at++;
    }
    var flags = client.flags().getOrDefault(verb, Set.of());
    var wrong = new ArrayList<String>();
    boolean group = false;
    for (String known : client.flags().keySet()) {
      group |= known.startsWith(verb + " ");
    }
    if (verb.isEmpty() || (group && at < words.size() && !words.get(at).startsWith("-"))) {
      wrong.add(client.name() + " has no such verb: " + line);
    }
    for (String word : words.subList(at, words.size())) {
      String flag = word.replaceFirst("=.*", "");
      if (flag.matches("--?[a-z][a-z-]*") && !flags.contains(flag)) {
        wrong.add(client.name() + " has no " + flag + ": " + line);
      }
    }
    return wrong;
  }

  /** Without what a shell does with a line's end. */
  private static List<String> lines() throws IOException {
    var lines = new ArrayList<String>();
    for (Path page : Pages.all("README.md", "CONTRIBUTING.md", "SECURITY.md")) {
      LINE.matcher(Files.readString(page))
          .results()
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          .flatMap(line -> {
            var devsys = DEVSYS.matcher(line);
            return devsys.find() ? Stream.of(line, devsys.group(1)) : Stream.of(line);
          })
          .map(line -> line.replaceFirst("\\s+#.*", "").replaceFirst("\\s+\\.\\.\\.$", "").strip())
          .filter(line -> !lines.contains(line))
          .forEach(lines::add);
    }
    return lines;
  }

  private static Map<String, Client> clients() throws IOException {
    var clients = new HashMap<String, Client>();
    try (InputStream in =
        DocumentedClientLinesScenario.class.getResourceAsStream("/client-commands.txt")) {
      assertThat(in).isNotNull();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .forEach(parts ->
              clients
                  .computeIfAbsent(parts[0].strip(), name -> new Client(name, new HashMap<>()))
                  .flags()
                  .put(parts[1].strip(), Set.of(parts[2].strip().split(" ", -1))));
    }
    return clients;
  }
}
