package dev.dokployprovider.emulator.engine;

import java.nio.file.Path;
import java.util.Map;

/**
 * A compose project on the host.
 *
 * @param code the folder with docker-compose.yml
 * @param leaked variables of Dokploy's own process that reach docker (before 0.25.9)
 */
public record ComposeProject(String appName, Path code, Map<String, String> leaked) {
  public static final String FILE = "docker-compose.yml";

  public Path file() {
    return code.resolve(FILE);
  }
}
