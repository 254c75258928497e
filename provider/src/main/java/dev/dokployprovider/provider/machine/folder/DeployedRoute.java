package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.options.RouteKind;
import java.util.regex.Pattern;

/** The route that a machine was deployed with, whatever the options say now. */
public sealed interface DeployedRoute {
  /** At the port that Docker published. */
  record Port() implements DeployedRoute {
    @Override
    public String write() {
      return RouteKind.PORT.word();
    }
  }

  /** Through Traefik, which knows the machine by that name. */
  record Tls(String serverName) implements DeployedRoute {
    @Override
    public String write() {
      return RouteKind.TLS.word() + " " + serverName;
    }
  }

  /** At the container's own address. */
  record Jump() implements DeployedRoute {
    @Override
    public String write() {
      return RouteKind.JUMP.word();
    }
  }

  /** What a recipe's compose file says of it (recipe.Traefik); the first to find is the machine. */
  static DeployedRoute in(String composeFile) {
    var name = Compose.NAME.matcher(composeFile);
    if (name.find()) {
      return new Tls(name.group(1));
    }
    boolean published = composeFile.isEmpty() || Compose.PORTS.matcher(composeFile).find();
    return published ? new Port() : new Jump();
  }

  /** For a record. */
  String write();

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static DeployedRoute read(String text) {
    String[] words = text.split(" ", 2);
    return switch (RouteKind.parse(words[0])) {
      case PORT -> new Port();
      case JUMP -> new Jump();
      case TLS -> {
        if (words.length < 2) {
          throw new IllegalArgumentException("the route tls has no name");
        }
        yield new Tls(words[1]);
      }
    };
  }

  /** What to look for in a compose file. */
  final class Compose {
    private static final Pattern NAME =
        Pattern.compile("traefik\\.tcp\\.routers\\.[^\\s=]+\\.rule=HostSNI\\(`([a-z0-9.-]+)`\\)");

    /** A key of the service; what a user's script holds stands further in. */
    private static final Pattern PORTS = Pattern.compile("^ {2,4}ports:", Pattern.MULTILINE);

    private Compose() {}
  }
}
