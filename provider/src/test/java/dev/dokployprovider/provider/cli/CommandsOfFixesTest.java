package dev.dokployprovider.provider.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.provider.problem.Wording;
import dev.dokployprovider.provider.problem.WordingTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command that a fix names is one that the client has, on a line of its own. */
class CommandsOfFixesTest {
  /**
   * A command, and the options that it takes; seen by running DevPod 0.6.15, its fork 0.26.1 and
   * Devsy 1.1.0.
   */
  private static final Map<String, List<String>> DEVPOD =
      Map.of(
          "provider set-options", List.of("-o"),
          "provider use", List.of("--reconfigure", "-o"),
          "machine start", List.of(),
          "machine stop", List.of(),
          "machine delete", List.of("--force"),
          "up", List.of("--id"),
          "stop", List.of(),
          "delete", List.of("--force"));

  private static final Map<String, List<String>> DEVSY =
      Map.of(
          "provider set", List.of("-o"),
          "provider init", List.of("-o"),
          "machine start", List.of(),
          "machine stop", List.of(),
          "machine delete", List.of("--force"),
          "workspace up", List.of("--id"),
          "workspace stop", List.of(),
          "workspace delete", List.of("--force"));

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void every_command_of_a_fix_is_one_of_the_clients(boolean devsy) {
    var commands = devsy ? DEVSY : DEVPOD;
    assertThat(commandLines(devsy))
        .hasSizeGreaterThan(5)
        .allSatisfy(line -> {
          String command =
              commands.keySet().stream()
                  .filter(words -> line.startsWith(program(devsy) + " " + words + " "))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError("no such command: " + line));
          assertThat(options(line)).isSubsetOf(commands.getOrDefault(command, List.of()));
        });
  }

  /** "Start it: devpod up machine" would make a second machine when it is pasted as it stands. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void no_command_stands_within_a_sentence(boolean devsy) {
    assertThat(lines(devsy).filter(line -> !line.startsWith(program(devsy) + " ")))
        .noneMatch(line -> line.matches(".*\\b(devpod|devsy) [a-z].*"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void no_value_is_a_row_of_dots_that_would_be_set_as_it_stands(boolean devsy) {
    assertThat(commandLines(devsy)).noneMatch(line -> line.contains("..."));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_provider_is_called_as_it_is_installed(boolean devsy) {
    assertThat(commandLines(devsy).stream().filter(line -> line.contains(" provider ")))
        .isNotEmpty()
        .allMatch(line -> line.matches("\\S+ provider \\S+ dokploy-dev( .*)?"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_real_client_knows_them(boolean devsy) throws Exception {
    var real = onPath(program(devsy));
    assumeTrue(real.isPresent(), "no " + program(devsy) + " on PATH");
    for (var command : (devsy ? DEVSY : DEVPOD).entrySet()) {
      String help = help(real.orElseThrow(), command.getKey());
      assertThat(help)
          .as(command.getKey())
          .contains("Usage:\n  " + program(devsy) + " " + command.getKey());
      for (String option : command.getValue()) {
        assertThat(help).as(command.getKey()).containsPattern("(?m)^ +.*" + option + "\\b");
      }
    }
  }

  @Test
  void a_machine_of_a_workspace_is_never_named_to_the_commands_of_workspaces() {
    assertThat(commandLines(false))
        .filteredOn(line -> line.matches("devpod (up|stop|delete) .*"))
        .allMatch(line -> line.matches("devpod (up|stop|delete)( --force)? ws|devpod up SOURCE.*"));
  }

  private static List<String> commandLines(boolean devsy) {
    return lines(devsy).filter(line -> line.startsWith(program(devsy) + " ")).distinct().toList();
  }

  private static Stream<String> lines(boolean devsy) {
    return Stream.of(Optional.<String>empty(), Optional.of("ws"))
        .map(workspace -> new Client(devsy, false, "dokploy-dev", Optional.empty(), workspace))
        .flatMap(client ->
            WordingTest.variants()
                .flatMap(problem -> client.inItsWords(Wording.of(problem)).fix().stream()));
  }

  private static List<String> options(String line) {
    return Arrays.stream(line.split(" ", -1)).filter(word -> word.matches("--?[a-z].*")).toList();
  }

  private static String program(boolean devsy) {
    return devsy ? "devsy" : "devpod";
  }

  private static Optional<Path> onPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private String help(Path client, String command) throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(client.toString());
    words.addAll(List.of(command.split(" ", -1)));
    words.add("--help");
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(Map.of("HOME", home.toString(), "DEVPOD_HOME", home.toString()));
    var process = builder.start();
    try (var out = process.inputReader()) {
      String said = out.lines().collect(joining("\n"));
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return said;
    }
  }
}
