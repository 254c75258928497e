package dev.dokployprovider.provider.ssh;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program on PATH. */
public record InstalledProgram(Path file) {

  /** The first one of that name; only absolute folders of PATH are looked at. */
  public static Optional<InstalledProgram> find(String name, Map<String, String> environment) {
    return Stream.of(searchPath(environment).split(File.pathSeparator, -1))
        .flatMap(folder -> Stream.of(name, name + ".exe").flatMap(file -> path(folder, file)))
        .filter(file -> file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(InstalledProgram::new);
  }

  /**
   * Runs it to its end or to the deadline, with an empty home that is removed again: Devsy 1.1.0
   * makes folders there even to say its version.
   *
   * @throws IOException where it can't be started
   */
  public RunResult runWithoutHome(
      List<String> arguments, Map<String, String> environment, Duration limit) throws IOException {
    var command = new ArrayList<>(List.of(file.toString()));
    command.addAll(arguments);
    Path home = Files.createTempDirectory("dokploy-provider");
    try {
      var variables = new HashMap<>(Programs.environmentFor(environment));
      variables
          .keySet()
          .removeIf(name -> name.matches("(DEVPOD|DEVSY|XDG)_.*") || name.equals("LOCALAPPDATA"));
      variables.put("HOME", home.toString());
      variables.put("USERPROFILE", home.toString());
      return Programs.run(command, variables, limit);
    } finally {
      remove(home);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Programs.discard(file);
      }
    }
  }

  /** Windows calls it Path, and does not mind the case; a map does. */
  private static String searchPath(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("PATH"))
        .or(() ->
            environment.keySet().stream()
                .filter("PATH"::equalsIgnoreCase)
                .findFirst()
                .map(environment::get))
        .orElse("");
  }

  private static Stream<Path> path(String folder, String file) {
    try {
      return Stream.of(Path.of(folder, file));
    } catch (InvalidPathException notAFolder) {
      return Stream.empty();
    }
  }
}
