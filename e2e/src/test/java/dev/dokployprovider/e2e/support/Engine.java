package dev.dokployprovider.e2e.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the emulator runs machines with. */
public enum Engine {
  DOCKER,
  PROCESS;

  /** Skips the test where this engine is not available, or fails it where it must be. */
  public void required() {
    boolean there = this == PROCESS || dockerAnswers();
    if (!there && "true".equals(System.getenv("REQUIRE_ENGINE"))) {
      throw new AssertionError("this run must have a Docker engine with Compose v2, and has none");
    }
    assumeTrue(there, "no Docker engine with Compose v2 answers here");
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Run docker(String... arguments) {
    var command = new ArrayList<String>(List.of("docker"));
    command.addAll(List.of(arguments));
    return Run.of(command, System.getenv(), "", Duration.ofMinutes(2));
  }

  private static boolean dockerAnswers() {
    try {
      return docker("info").exitCode() == 0 && docker("compose", "version").exitCode() == 0;
    } catch (UncheckedIOException noSuchProgram) {
      return false;
    }
  }

  /** Of the caller's environment only what a program needs to run at all. */
  public static Map<String, String> plainEnvironment() {
    return Map.of(
        "PATH", System.getenv("PATH"),
        "HOME", System.getenv().getOrDefault("HOME", "/"),
        "LANG", "C.UTF-8");
  }
}
