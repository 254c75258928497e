package dev.dokployprovider.e2e.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The shells that may be {@code /bin/sh} on a user's computer, and so run the launcher. */
public enum LauncherShell {
  BASH("bash", ""),
  DASH("dash", ""),
  BUSYBOX("busybox", " sh");

  private final String program;
  private final String argument;

  LauncherShell(String program, String argument) {
    this.program = program;
    this.argument = argument;
  }

  /**
   * Installs the built provider so that this shell runs its launcher, {@link #uninstall} takes it
   * away again; skips the test where there is no such shell.
   *
   * @param built the launcher as it was built, its runtime beside it
   * @return the program that a client is to call
   */
  public Path install(Path built, Path folder) throws IOException {
    Path shell =
        onPath(program)
            .findFirst()
            .orElseGet(() -> {
              assumeTrue(false, "there is no " + program + " here");
              throw new AssertionError();
            });
    Files.createDirectories(folder);
    for (Path beside : runtimesIn(built.resolveSibling(""))) {
      Files.createSymbolicLink(folder.resolve(beside.getFileName()), beside);
    }
    String text = Files.readString(built);
    Path launcher = folder.resolve(built.getFileName());
    Files.writeString(launcher, "#!" + shell + argument + text.substring(text.indexOf('\n')));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    return launcher;
  }

  /** The links first: what they lead to is the build's. */
  public static void uninstall(Path folder) throws IOException {
    for (Path beside : runtimesIn(folder)) {
      Files.deleteIfExists(beside);
    }
  }

  /** The runtime and its AOT cache. */
  private static List<Path> runtimesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("runtime")).toList();
    }
  }

  static Stream<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable);
  }
}
