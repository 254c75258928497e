package dev.dokployprovider.provider.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.provider.recipe.Programs.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs functions of the scripts that go into a machine, under the shells of its bases. */
final class Shells {
  private Shells() {}

  /** Debian's shell and Alpine's; each test of a script is for both. */
  static Stream<String> all() {
    return Stream.of("dash", "busybox sh");
  }

  /**
   * A script without its last command, the one that looks at the arguments, and then these
   * commands.
   */
  static Result run(
      String shell, Path folder, String script, Map<String, String> environment, String commands) {
    String text = Resources.text(script);
    String functions = text.substring(0, text.lastIndexOf("\ncase \"$#/$*\"")) + "\n";
    return run(shell, folder, environment, functions + commands + "\n");
  }

  static Result run(
      String shell, Path folder, Map<String, String> environment, String text, String... args) {
    List<String> command = new ArrayList<>(List.of(shell.split(" ")));
    assumeTrue(
        Stream.of("/bin/", "/usr/bin/")
            .map(bin -> Path.of(bin + command.getFirst()))
            .anyMatch(Files::exists),
        () -> "no " + shell + " here");
    try {
      Path file = Files.writeString(folder.resolve("script"), text, UTF_8);
      command.add(file.toString());
      command.addAll(List.of(args));
      return Programs.run(folder, environment, "", command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program that only this test knows, in a folder {@code bin} of the test's. */
  static void fake(Path folder, String name, String text) {
    try {
      Path bin = Files.createDirectories(folder.resolve("bin"));
      Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n");
      if (!file.toFile().setExecutable(true)) {
        throw new AssertionError("can't make a program of " + file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
