package dev.dokployprovider.emulator;

import dev.dokployprovider.emulator.api.Release;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * How the emulator runs.
 *
 * @param port on loopback; 0 for any
 * @param data where its state is kept
 * @param ephemeral whether its end removes all that it made
 */
public record Settings(int port, Path data, Release release, EngineKind engine, boolean ephemeral) {

  /** What runs the containers. */
  public enum EngineKind {
    DOCKER,
    PROCESS,
    /** Docker where it answers. */
    AUTO
  }

  static final String USAGE =
      """
      usage: dokploy-emulator [--port N] --data FOLDER [--dokploy-version 0.30.2]
                              [--engine docker|process|auto] [--ephemeral]
        --port N             on loopback; 0, the default, takes any
        --data FOLDER        where the state is kept; the API key is in FOLDER/api-key
        --dokploy-version V  0.22.7 to 0.30.2
        --engine E           real containers, SSH servers in this process, or what is there
        --ephemeral          remove all that was made when it ends
      """;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException where it does not fit, saying why
   */
  static Settings parse(List<String> arguments) {
    int port = 0;
    Optional<Path> data = Optional.empty();
    var release = Release.parse("0.30.2");
    var engine = EngineKind.AUTO;
    boolean ephemeral = false;
    var left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      String option = left.remove();
      switch (option) {
        case "--port" -> port = port(value(option, left));
        case "--data" -> data = Optional.of(Path.of(value(option, left)).toAbsolutePath());
        case "--dokploy-version" -> release = Release.parse(value(option, left));
        case "--engine" -> engine = engine(value(option, left));
        case "--ephemeral" -> ephemeral = true;
        default -> throw new IllegalArgumentException("there is no option " + option);
      }
    }
    Path folder =
        data.orElseThrow(() -> new IllegalArgumentException("the option --data is missing"));
    return new Settings(port, folder, release, engine, ephemeral);
  }

  private static String value(String option, ArrayDeque<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException("the option " + option + " needs a value");
    }
    return left.remove();
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  private static EngineKind engine(String text) {
    return switch (text) {
      case "docker" -> EngineKind.DOCKER;
      case "process" -> EngineKind.PROCESS;
      case "auto" -> EngineKind.AUTO;
      default -> throw new IllegalArgumentException("an engine is docker, process or auto");
    };
  }
}
