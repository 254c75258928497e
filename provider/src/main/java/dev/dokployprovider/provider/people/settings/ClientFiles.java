package dev.dokployprovider.provider.people.settings;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.dokploy.json.JsonException;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the clients' files: their config.yaml, machine.json and workspace.json. */
final class ClientFiles {
  private static final String DEFAULT_CONTEXT = "default";

  private ClientFiles() {}

  /**
   * This provider under every name that a client has it by: one whose options have our address in
   * them. Nothing where the client was never used.
   *
   * @throws ProblemException where the client's file can't be read
   */
  static List<Installed> installed(ClientHome home) {
    var found = new ArrayList<Installed>();
    Map<?, ?> config = yaml(home.config());
    String current = text(config.get("defaultContext")).orElse(DEFAULT_CONTEXT);
    map(config.get("contexts"))
        .forEach((context, values) -> {
          String preferred = text(map(values).get("defaultProvider")).orElse("");
          map(map(values).get("providers"))
              .forEach((provider, its) -> {
                var options = values(map(map(its).get("options")));
                if (options.containsKey(Option.DOKPLOY_SERVER_URL.name())) {
                  boolean first = current.equals(context) && preferred.equals(provider);
                  found.add(
                      new Installed(
                          home, String.valueOf(context), String.valueOf(provider), first, options));
                }
              });
        });
    return found;
  }

  /** The machines that a client made with that provider, by their names. */
  static List<KnownMachine> machines(Installed installed) {
    var found = new ArrayList<KnownMachine>();
    var workspaces = workspaces(installed);
    for (Path folder : folders(installed.contextFolder().resolve("machines"))) {
      var provider = json(folder.resolve("machine.json")).get("provider");
      if (provider.get("name").text().filter(installed.provider()::equals).isPresent()) {
        String id = String.valueOf(folder.getFileName());
        found.add(
            new KnownMachine(
                id,
                folder,
                Optional.ofNullable(workspaces.get(id)),
                Optional.of(installed),
                values(provider.get("options"))));
      }
    }
    return found;
  }

  /** Workspaces' names by the ids of their machines. */
  private static Map<String, String> workspaces(Installed installed) {
    var found = new HashMap<String, String>();
    for (Path folder : folders(installed.contextFolder().resolve("workspaces"))) {
      json(folder.resolve("workspace.json"))
          .get("machine")
          .get("machineId")
          .text()
          .ifPresent(id -> found.put(id, String.valueOf(folder.getFileName())));
    }
    return found;
  }

  private static Map<String, String> values(Map<?, ?> options) {
    var values = new HashMap<String, String>();
    options.forEach((name, option) ->
        text(map(option).get("value")).ifPresent(value -> values.put(String.valueOf(name), value)));
    return values;
  }

  private static Map<String, String> values(Json options) {
    var values = new HashMap<String, String>();
    for (var option : Option.values()) {
      options
          .get(option.name())
          .get("value")
          .text()
          .ifPresent(value -> values.put(option.name(), value));
    }
    return values;
  }

  private static Map<?, ?> yaml(Path file) {
    try {
      return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    } catch (NoSuchFileException | NotDirectoryException notThere) {
      return Map.of();
    } catch (IOException | YamlEngineException e) {
      throw new ProblemException(
          new Problem.UnreadableFile(file, "It is DevPod's or Devsy's own configuration."), e);
    }
  }

  /** A file that is being written, or damaged, tells nothing. */
  private static Json json(Path file) {
    try {
      return Json.parse(Files.readString(file));
    } catch (IOException | JsonException nothing) {
      return Json.object();
    }
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
  }
}
