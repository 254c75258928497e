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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lines of README and docs that are for a shell, ssh or curl: those that this computer can run
 * are run as they are read. For each line of a block it is known whether a test runs it.
 */
class DocumentedShellLinesScenario {
  private static final Pattern LINE = Pattern.compile("(?m)^ {4}( *\\S.*)$");

  /** Lines of other tests: of the provider, of make and of the clients. */
  private static final Pattern OTHERS =
      Pattern.compile("(source <\\()?dokploy-provider [a-z].*|make [a-z].*|(devpod|devsy) .*");

  /** What a run prints, and pictures of letters. */
  private static final Pattern NO_COMMAND =
      Pattern.compile(
          "[✓✗!>-] .*|dokploy-provider: .*|Remove these .*|[a-z0-9:-]+: an? .*" + "|\\S+  ?-> .*");

  /** What is not run here; docs/testing.md says why. */
  private static final Pattern NOT_RUN =
      Pattern.compile(
          "git .*|DOKPLOY_API_TOKEN=\\$\\(cat key-file\\) && make install-dev|\\./mvnw .*"
              + "|build/dokploy-emulator .*|docker .*|ssh NAME|read -rs .*");

  @TempDir private Path home;

  /** What is run, by how it begins, with what it must print. */
  private static Map<String, String> run() {
    var run = new LinkedHashMap<String, String>();
    run.put("export DOKPLOY_SERVER_URL=", "");
    run.put("ssh -F ~/", "typed on the machine");
    run.put("ssh -v -F ~/", "typed on the machine");
    run.put("ssh -O exit -F ~/", "");
    run.put("mkdir -p ~/.local/bin && ln -s ", "");
    run.put("build/dokploy-provider describe", "machine     web");
    run.put("printf 'header = ", "serverId");
    return run;
  }

  @Test
  void every_line_that_this_computer_can_run_works() throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", home.resolve("dokploy"))) {
      dokploy.addServer("far");
      var made = typed(dokploy, "dokploy-provider create web", "");
      assertThat(made.exitCode()).as(made.transcript()).isZero();
      var tried = new ArrayList<String>();
      for (String line : lines()) {
        for (var expected : run().entrySet()) {
          if (line.startsWith(expected.getKey())) {
            var run = typed(dokploy, line, "echo typed on the machine\n");
            assertThat(run.exitCode()).as(line + "\n" + run.transcript()).isZero();
            assertThat(run.out()).as(line).contains(expected.getValue());
            tried.add(expected.getKey());
          }
        }
      }
      assertThat(tried).containsAll(run().keySet());
      typed(dokploy, "dokploy-provider delete --yes web", "");
    }
  }

  @Test
  void of_every_line_it_is_known_whether_a_test_runs_it() throws IOException {
    assertThat(lines())
        .filteredOn(line -> !OTHERS.matcher(line).matches())
        .filteredOn(line -> !NO_COMMAND.matcher(line).matches())
        .filteredOn(line -> !NOT_RUN.matcher(line).matches())
        .filteredOn(line -> run().keySet().stream().noneMatch(line::startsWith))
        .isEmpty();
  }

  /**
   * A line that goes on in the next one is one; what else stands further in is printed by a run.
   */
  private static List<String> lines() throws IOException {
    var lines = new ArrayList<String>();
    for (Path page : pages()) {
      String begun = "";
      for (var found : LINE.matcher(Files.readString(page)).results().toList()) {
        if (begun.isEmpty() && found.group(1).startsWith(" ")) {
          continue;
        }
        String line = (begun + " " + found.group(1).strip()).strip();
        begun = line.matches(".*[|\\\\]") ? line.replaceFirst("\\\\$", "") : "";
        if (begun.isEmpty() && !lines.contains(line)) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  /** Without the page of problems, whose indented lines are their messages. */
  private static List<Path> pages() throws IOException {
    return Pages.all("README.md", "CONTRIBUTING.md", "SECURITY.md").stream()
        .filter(page -> !page.endsWith("problems.md"))
        .toList();
  }

  private Run typed(Emulator dokploy, String line, String stdin) throws IOException {
    var options = dokploy.options();
    Path machine = home.resolve("data/dokploy-provider/machines/web");
    Path devpods = home.resolve(".devpod/contexts/default/machines");
    if (!Files.exists(devpods)) {
      Files.createDirectories(devpods);
      Files.createSymbolicLink(devpods.resolve("web"), machine);
    }
    var shell = new HashMap<>(options);
    shell.put("PATH", Programs.root().resolve("build") + ":" + System.getenv("PATH"));
    shell.put("HOME", home.toString());
    shell.put("XDG_DATA_HOME", home.resolve("data").toString());
    shell.put("XDG_CACHE_HOME", home.resolve("cache").toString());
    if (line.startsWith("build/")) {
      shell.put("MACHINE_ID", "web");
      shell.put("MACHINE_FOLDER", machine.toString());
    }
    String text =
        line.replace("NAME", "web")
            .replace("https://dokploy.example.com", options.getOrDefault("DOKPLOY_SERVER_URL", ""));
    return Run.of(
        List.of("bash", "-c", "cd '" + Programs.root() + "' && " + text),
        shell,
        stdin,
        Duration.ofMinutes(1));
  }
}
