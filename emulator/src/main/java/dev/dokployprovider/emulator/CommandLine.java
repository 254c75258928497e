package dev.dokployprovider.emulator;

import dev.dokployprovider.emulator.Settings.EngineChoice;
import dev.dokployprovider.emulator.release.Release;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The command line. */
public final class CommandLine {
  static final String USAGE =
      """
      usage: dokploy-emulator [--port N] [--data DIR] [--dokploy-version V] [--engine E]
                              [--ip-address TEXT] [--traefik-port N]
                              [--ephemeral]
        --port N             port on 127.0.0.1 (0: any free one)
        --data DIR           where everything is kept; may be left out with --ephemeral
        --dokploy-version V  0.22.7 ... 0.30.2 (the default); 0.28: the last of that line
        --engine E           docker, process or auto (the default: docker when it answers)
        --ip-address TEXT    what settings.getIp answers
        --traefik-port N     leads TLS on that port of 127.0.0.1 to services by their labels, as
                             Dokploy's Traefik does (0: any free one, in the file traefik-port)
        --ephemeral          remove at the end all that was made
      """;

  private CommandLine() {}

  /** Reads the arguments; the exception's message says what is wrong with them. */
  public static Settings parse(List<String> args) {
    Settings settings = Settings.DEFAULT;
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      settings =
          switch (name) {
            case "--ephemeral" -> settings.withEphemeral(true);
            case "--port" -> settings.withPort(port(value(name, rest), name));
            case "--data" -> settings.withData(Path.of(value(name, rest)));
            case "--dokploy-version" -> settings.withRelease(release(value(name, rest)));
            case "--engine" -> settings.withEngine(engine(value(name, rest)));
            case "--traefik-port" -> settings.withTraefikPort(port(value(name, rest), name));
            case "--ip-address" -> settings.withIpAddress(value(name, rest));
            default -> throw new IllegalArgumentException("unknown argument: " + name);
          };
    }
    if (settings.data() == null && !settings.ephemeral()) {
      throw new IllegalArgumentException("--data DIR is missing (or --ephemeral)");
    }
    return settings;
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return rest.next();
  }

  private static int port(String text, String name) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException(name + ": not a port: " + text);
    }
    return Integer.parseInt(text);
  }

  private static Release release(String text) {
    Release release =
        Release.parse(text)
            .orElseThrow(
                () -> new IllegalArgumentException("--dokploy-version: not a version: " + text));
    if (release.compareTo(Release.OLDEST) < 0 || release.compareTo(Release.NEWEST) > 0) {
      throw new IllegalArgumentException(
          "--dokploy-version: "
              + text
              + " is not known; "
              + Release.OLDEST
              + " to "
              + Release.NEWEST
              + " are");
    }
    return release;
  }

  private static EngineChoice engine(String text) {
    for (EngineChoice choice : EngineChoice.values()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
        return choice;
      }
    }
    throw new IllegalArgumentException("--engine: not docker, process or auto: " + text);
  }
}
