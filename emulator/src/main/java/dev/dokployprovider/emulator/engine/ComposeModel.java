package dev.dokployprovider.emulator.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What an engine without Docker reads of a compose file. */
record ComposeModel(Map<String, Service> services) {

  /**
   * A service.
   *
   * @param image the image's name, empty when there is only a build
   * @param configs contents of configs by the path at which they are mounted
   * @param environment variables as {@code NAME=VALUE}
   * @param labels as {@code NAME=VALUE}
   * @param networks by their names in the file
   * @param hash changes whenever anything about the service does
   */
  record Service(
      String image,
      List<PortMapping> ports,
      Map<String, String> configs,
      List<String> environment,
      List<String> labels,
      List<String> networks,
      String hash) {}

  /** Reads a file; the exception's message is what docker compose would say. */
  static ComposeModel parse(String text) throws EngineException {
    if (!(load(text) instanceof Map<?, ?> root)
        || !(root.get("services") instanceof Map<?, ?> all)) {
      throw new EngineException("no service selected");
    }
    Map<?, ?> configs = root.get("configs") instanceof Map<?, ?> map ? map : Map.of();
    Map<String, Service> services = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : all.entrySet()) {
      String name = String.valueOf(entry.getKey());
      if (!(entry.getValue() instanceof Map<?, ?> service)) {
        throw new EngineException("services." + name + " must be a mapping");
      }
      services.put(name, service(name, service, configs));
    }
    if (services.isEmpty()) {
      throw new EngineException("no service selected");
    }
    return new ComposeModel(services);
  }

  private static @Nullable Object load(String text) throws EngineException {
    try {
      return new Load(LoadSettings.builder().build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new EngineException("yaml: " + String.valueOf(e.getMessage()).strip());
    }
  }

  private static Service service(String name, Map<?, ?> service, Map<?, ?> configs)
      throws EngineException {
    String image = service.get("image") == null ? "" : String.valueOf(service.get("image"));
    if (image.isEmpty() && service.get("build") == null) {
      throw new EngineException(
          "service \""
              + name
              + "\" has neither an image nor a build context specified: invalid compose project");
    }
    Map<String, String> contents = contents(name, service, configs);
    return new Service(
        image,
        ports(name, service),
        contents,
        environment(service),
        pairs(service.get("labels")),
        networks(service.get("networks")),
        Integer.toHexString((service.toString() + contents).hashCode()));
  }

  /** A built image brings a PATH; one that was only imported does not. */
  private static List<String> environment(Map<?, ?> service) {
    List<String> all = new ArrayList<>();
    if (service.get("build") != null) {
      all.add("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    }
    all.addAll(pairs(service.get("environment")));
    return all;
  }

  /** What may be written as a map or as a list of {@code NAME=VALUE}. */
  private static List<String> pairs(@Nullable Object written) {
    return switch (written) {
      case Map<?, ?> map ->
          map.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }

  private static List<String> networks(@Nullable Object either) {
    return switch (either) {
      case Map<?, ?> map -> map.keySet().stream().map(String::valueOf).toList();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case null, default -> List.of("default");
    };
  }

  private static List<PortMapping> ports(String name, Map<?, ?> service) throws EngineException {
    List<PortMapping> ports = new ArrayList<>();
    if (service.get("ports") instanceof List<?> list) {
      for (Object element : list) {
        ports.add(
            PortMapping.parse(element)
                .orElseThrow(() ->
                    new EngineException(
                        "services." + name + ".ports: invalid port mapping " + element)));
      }
    }
    return List.copyOf(ports);
  }

  private static Map<String, String> contents(String name, Map<?, ?> service, Map<?, ?> configs)
      throws EngineException {
    Map<String, String> contents = new LinkedHashMap<>();
    if (service.get("configs") instanceof List<?> list) {
      for (Object element : list) {
        String source =
            String.valueOf(element instanceof Map<?, ?> map ? map.get("source") : element);
        String target =
            element instanceof Map<?, ?> map && map.get("target") != null
                ? String.valueOf(map.get("target"))
                : "/" + source;
        if (!(configs.get(source) instanceof Map<?, ?> config)) {
          throw new EngineException(
              "service \""
                  + name
                  + "\" refers to undefined config "
                  + source
                  + ": invalid compose project");
        }
        if (config.get("content") != null) {
          contents.put(target, String.valueOf(config.get("content")).replace("$$", "$"));
        }
      }
    }
    return contents;
  }
}
