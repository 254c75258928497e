package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build left what the scenarios run. */
public final class Programs {
  private Programs() {}

  public static Path provider() {
    return built("dokploy-provider");
  }

  /** A call of the provider with these words. */
  public static List<String> command(String... words) {
    return Stream.concat(Stream.of(provider().toString()), Stream.of(words)).toList();
  }

  static Path emulator() {
    return built("dokploy-emulator");
  }

  /** What lets the provider's Java start sooner. */
  public static Path aotCache() {
    try (var files = Files.list(provider().resolveSibling(""))) {
      return files
          .filter(file -> file.toString().endsWith(".aot"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("make build makes an AOT cache"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The project's own folder. */
  public static Path root() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  private static Path built(String name) {
    Path file = root().resolve("build").resolve(name);
    if (!Files.isExecutable(file)) {
      throw new IllegalStateException(file + " is missing; make build makes it");
    }
    return file;
  }
}
