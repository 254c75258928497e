package dev.dokployprovider.emulator.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What an in-process machine needs of a compose file: the service's ports and the configs that hold
 * its keys.
 *
 * @param ports the host's side of port 22, first and last; empty when none is published
 * @param hostKey the private key that the SSH server shows; empty when the file has none
 */
record MachineFile(
    String service, Optional<Ports> ports, Optional<String> hostKey, String authorizedKeys) {
  private static final String HOST_KEY = "/etc/devpod-machine/ssh_host_ed25519_key";
  private static final String AUTHORIZED_KEYS = "/etc/devpod-machine/authorized_keys";
  private static final Pattern PUBLISHED =
      Pattern.compile(
          "(?:(?<address>[0-9.]+|\\[[0-9a-fA-F:]+\\]):)?(?<first>\\d+)(?:-(?<last>\\d+))?:22");

  /** A range of ports. */
  record Ports(int first, int last) {}

  /**
   * Reads a compose file.
   *
   * @throws IllegalArgumentException in docker compose's manner where it is none
   */
  static MachineFile read(String text) {
    Object document;
    try {
      document = new Load(LoadSettings.builder().build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("yaml: " + e.getMessage(), e);
    }
    var services = map(map(document).get("services"));
    if (services.isEmpty()) {
      throw new IllegalArgumentException("no service selected");
    }
    var first = services.entrySet().iterator().next();
    var service = map(first.getValue());
    var configs = map(map(document).get("configs"));
    return new MachineFile(
        String.valueOf(first.getKey()),
        list(service.get("ports")).stream()
            .map(port -> PUBLISHED.matcher(String.valueOf(port)))
            .filter(Matcher::matches)
            .map(MachineFile::ports)
            .findFirst(),
        config(service, configs, HOST_KEY),
        config(service, configs, AUTHORIZED_KEYS).orElse(""));
  }

  private static Ports ports(Matcher matcher) {
    int first = Integer.parseInt(matcher.group("first"));
    String last = matcher.group("last");
    return new Ports(first, last == null ? first : Integer.parseInt(last));
  }

  private static Optional<String> config(Map<?, ?> service, Map<?, ?> configs, String target) {
    return list(service.get("configs")).stream()
        .map(MachineFile::map)
        .filter(config -> target.equals(config.get("target")))
        .map(config -> map(configs.get(config.get("source"))).get("content"))
        .map(content -> String.valueOf(content).replace("$$", "$"))
        .findFirst();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
