package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Pages;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What README and docs say to type; for a client's lines see {@link DocumentedClientLinesScenario}.
 */
class DocumentedCommandsScenario {
  private static final Pattern TYPED = Pattern.compile("(?m)^ {4}(.*dokploy-provider [a-z].*)$");
  private static final Pattern TARGET = Pattern.compile("^make ([a-z]+(?:-[a-z]+)*)\\b");
  private static final Pattern MADE = Pattern.compile("(?m)^([a-z]+(?:-[a-z]+)*):");

  /** Lines that ask the user, and the flag that stands for an answer where no user can be asked. */
  private static final Map<String, String> ASKS =
      Map.of(
          "dokploy-provider login https://dokploy.example.com", "--token-stdin",
          "dokploy-provider delete NAME", "--yes",
          "dokploy-provider move NAME --server far", "--yes");

  /**
   * They pause or end all processes of a machine, so they are refused where a machine shares its
   * processes with this computer; {@link BackupScenario} and {@link MoveScenario} run them on
   * Docker.
   */
  private static final Map<String, Refusal> NEEDS_A_MACHINE_OF_ITS_OWN =
      Map.of(
          "dokploy-provider backup NAME", new Refusal(6, "not a machine with processes of its own"),
          "dokploy-provider restore NAME --replace --from NAME.backup",
              new Refusal(3, "There is no such file"),
          "dokploy-provider move NAME --server far",
              new Refusal(6, "not a machine with processes of its own"));

  private record Refusal(int exitCode, String why) {}

  @TempDir private Path home;

  @Test
  void every_line_that_calls_the_provider_works_in_the_order_in_which_it_is_read()
      throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", home.resolve("dokploy"))) {
      Files.writeString(home.resolve("key-file"), dokploy.options().get("DOKPLOY_API_TOKEN"));
      dokploy.addServer("far");
      var made = typed(dokploy, "dokploy-provider create NAME");
      assertThat(made.exitCode()).as(made.transcript()).isZero();
      var tried = new ArrayList<String>();
      for (String line : lines()) {
        var run = typed(dokploy, line);
        if (ASKS.containsKey(line)) {
          String flag = ASKS.get(line);
          assertThat(run.exitCode()).as(run.transcript()).isNotZero();
          assertThat(run.err()).as(line).contains(flag);
          run =
              typed(
                  dokploy,
                  line.replaceFirst("(?<=provider \\w{1,10}) |$", " " + flag + " ").strip());
        }
        tried.add(line);
        if (NEEDS_A_MACHINE_OF_ITS_OWN.containsKey(line)) {
          var refusal = NEEDS_A_MACHINE_OF_ITS_OWN.get(line);
          assertThat(run.exitCode()).as(run.transcript()).isEqualTo(refusal.exitCode());
          assertThat(run.err()).as(line).contains(refusal.why());
          assertThat(home.resolve("web.backup")).doesNotExist();
          continue;
        }
        assertThat(run.exitCode()).as(line + "\n" + run.transcript()).isZero();
      }
      assertThat(tried)
          .hasSizeGreaterThan(20)
          .contains("dokploy-provider doctor NAME")
          .containsAll(NEEDS_A_MACHINE_OF_ITS_OWN.keySet());
      typed(dokploy, "dokploy-provider delete NAME");
    }
  }

  @Test
  void every_target_of_make_that_is_named_is_there() throws IOException {
    var targets = new TreeSet<String>();
    MADE.matcher(Files.readString(Programs.root().resolve("Makefile")))
        .results()
        .forEach(found -> targets.add(found.group(1)));
    for (Path page : Pages.all("README.md")) {
      var named = new TreeSet<String>();
      code(Files.readString(page))
          .forEach(
              code -> TARGET.matcher(code).results().forEach(found -> named.add(found.group(1))));
      assertThat(targets).as(page.toString()).containsAll(named);
    }
  }

  /** Such as the benches: no other test runs them. */
  @Test
  void every_class_of_the_tests_that_a_tool_runs_is_there() throws Exception {
    var named = new TreeSet<String>();
    try (var tools = Files.list(Programs.root().resolve("tools"))) {
      for (Path tool : tools.filter(Files::isRegularFile).toList()) {
        Pattern.compile("\\bdev\\.dokployprovider\\.e2e\\.[\\w.]+")
            .matcher(Files.readString(tool))
            .results()
            .forEach(found -> named.add(found.group()));
      }
    }
    assertThat(named).hasSize(2);
    for (String name : named) {
      assertThat(Class.forName(name).getDeclaredMethods())
          .as(name)
          .anyMatch(method -> method.getName().equals("main"));
    }
  }

  /** Between backquotes, and in blocks. */
  private static Stream<String> code(String page) {
    return Pattern.compile("`([^`\n]+)`|(?m)^ {4}(.+)$")
        .matcher(page)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1));
  }

  private static List<String> lines() throws IOException {
    var lines = new ArrayList<String>();
    for (Path page : Pages.all("README.md")) {
      TYPED
          .matcher(Files.readString(page))
          .results()
          .map(found -> found.group(1).strip())
          .filter(line -> line.matches("(source <\\()?dokploy-provider .*"))
          .filter(line -> !lines.contains(line))
          .forEach(lines::add);
    }
    return lines;
  }

  private Run typed(Emulator dokploy, String line) {
    var options = dokploy.options();
    // What fish reads is not for bash.
    String text =
        line.replace("NAME", "web")
            .replace(" | source", "")
            .replace("https://dokploy.example.com", options.getOrDefault("DOKPLOY_SERVER_URL", ""));
    var shell = new HashMap<>(options);
    shell.put("PATH", Programs.root().resolve("build") + ":" + System.getenv("PATH"));
    shell.put("HOME", home.toString());
    shell.put("XDG_DATA_HOME", home.resolve("data").toString());
    shell.put("XDG_CACHE_HOME", home.resolve("cache").toString());
    String key = line.contains("login") ? options.getOrDefault("DOKPLOY_API_TOKEN", "") : "";
    return Run.of(
        List.of("bash", "-c", "cd \"$HOME\" && " + text), shell, key, Duration.ofMinutes(2));
  }
}
