package dev.dokployprovider.provider.people.settings;

import java.io.File;
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

  /**
   * The homes that the clients would use with this environment, whether they exist or not. Devsy
   * 1.1.0 has a variable DEVSY_HOME and keeps none of these files there.
   */
  public static List<ClientHome> of(Map<String, String> environment) {
    return of(environment, File.separatorChar == '\\');
  }

  /**
   * @param windows where Devsy keeps its settings apart, in the user's folders for programs (only
   *     read in its source)
   */
  static List<ClientHome> of(Map<String, String> environment, boolean windows) {
    var homes = new ArrayList<ClientHome>();
    path(environment, "DEVPOD_HOME")
        .or(() -> inUserHome(environment, ".devpod"))
        .map(folder -> new ClientHome("devpod", folder, config(environment, "DEVPOD", folder)))
        .ifPresent(homes::add);
    (windows ? inAppData(environment, "LOCALAPPDATA") : inUserHome(environment, ".devsy"))
        .map(folder ->
            new ClientHome(
                "devsy",
                folder,
                config(
                    environment,
                    "DEVSY",
                    windows ? inAppData(environment, "APPDATA").orElse(folder) : folder)))
        .ifPresent(homes::add);
    return List.copyOf(homes);
  }

  private static Path config(Map<String, String> environment, String prefix, Path folder) {
    return path(environment, prefix + "_CONFIG").orElse(folder.resolve("config.yaml"));
  }

  private static Optional<Path> inAppData(Map<String, String> environment, String name) {
    return path(environment, name).map(folder -> folder.resolve("devsy"));
  }

  private static Optional<Path> inUserHome(Map<String, String> environment, String name) {
    return userHome(environment).map(home -> home.resolve(name));
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
