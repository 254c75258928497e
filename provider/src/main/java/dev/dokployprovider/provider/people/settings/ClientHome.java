package dev.dokployprovider.provider.people.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where DevPod, its fork or Devsy keeps its files (docs/reference/devpod.md §5).
 *
 * @param program the client's command, {@code devpod} or {@code devsy}
 * @param folder the one with {@code contexts} in it
 * @param config its config.yaml
 */
public record ClientHome(String program, Path folder, Path config) {

  /** The homes that the clients would use with this environment, whether they exist or not. */
  public static List<ClientHome> of(Map<String, String> environment) {
    var homes = new ArrayList<ClientHome>();
    for (String program : List.of("devpod", "devsy")) {
      String prefix = program.equals("devpod") ? "DEVPOD" : "DEVSY";
      path(environment, prefix + "_HOME")
          .or(() -> userHome(environment).map(home -> home.resolve("." + program)))
          .map(folder ->
              new ClientHome(
                  program,
                  folder,
                  path(environment, prefix + "_CONFIG").orElse(folder.resolve("config.yaml"))))
          .ifPresent(homes::add);
    }
    return List.copyOf(homes);
  }

  /** What tells the provider which client calls (docs/reference/devpod.md §2.1). */
  public String variable() {
    return program.equals("devpod") ? "DEVPOD" : "DEVSY";
  }

  private static Optional<Path> userHome(Map<String, String> environment) {
    return path(environment, "HOME").or(() -> path(environment, "USERPROFILE"));
  }

  private static Optional<Path> path(Map<String, String> environment, String name) {
    try {
      return Optional.ofNullable(environment.get(name))
          .filter(text -> !text.isBlank())
          .map(Path::of);
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }
}
