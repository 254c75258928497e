package dev.dokployprovider.provider.options;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the options ask of a machine, as texts: the recipe knows which of them a machine can have.
 *
 * @param sshPorts {@code [ADDRESS:]FIRST-LAST}
 * @param limits those that are set, by their options
 * @param packages names
 * @param environment values by name
 * @param volumes paths by name
 * @param caches paths by name
 * @param sharedImages the most that the store of images may hold
 * @param agentFolders where DevPod's agent is and keeps its data
 * @param mirrors addresses
 * @param proxy an address
 * @param subnets a range of addresses
 * @param logins the file of a Docker configuration
 * @param authorizedKeys public keys beside the machine's own
 * @param route how it is reached
 */
public record MachineOptions(
    String image,
    String sshPorts,
    String docker,
    Map<Option, String> limits,
    String restart,
    String user,
    List<String> packages,
    Map<String, String> environment,
    Map<String, String> volumes,
    Map<String, String> caches,
    Optional<String> sharedImages,
    List<String> agentFolders,
    List<String> mirrors,
    Optional<String> proxy,
    String subnets,
    Optional<Path> logins,
    Optional<String> script,
    List<String> authorizedKeys,
    RouteOptions route) {
  public MachineOptions {
    limits = Collections.unmodifiableMap(new TreeMap<>(limits));
    packages = List.copyOf(packages);
    environment = Map.copyOf(environment);
    volumes = Map.copyOf(volumes);
    caches = Map.copyOf(caches);
    agentFolders = List.copyOf(agentFolders);
    mirrors = List.copyOf(mirrors);
    authorizedKeys = List.copyOf(authorizedKeys);
  }

  static MachineOptions from(OptionReader read) {
    return new MachineOptions(
        read.value(Option.DOKPLOY_MACHINE_IMAGE, String::strip),
        read.value(Option.DOKPLOY_SSH_PORTS, String::strip),
        read.value(Option.DOKPLOY_MACHINE_DOCKER, String::strip),
        limits(read),
        read.value(Option.DOKPLOY_MACHINE_RESTART, String::strip),
        read.value(Option.DOKPLOY_MACHINE_USER, String::strip),
        read.optional(Option.DOKPLOY_MACHINE_PACKAGES, OptionValues::words).orElse(List.of()),
        read.optional(Option.DOKPLOY_MACHINE_ENV, OptionValues::variables).orElse(Map.of()),
        read.optional(Option.DOKPLOY_MACHINE_VOLUMES, OptionValues::places).orElse(Map.of()),
        read.optional(Option.DOKPLOY_MACHINE_CACHES, OptionValues::places).orElse(Map.of()),
        read.optional(Option.DOKPLOY_MACHINE_SHARED_IMAGES, String::strip),
        List.of(
            read.value(Option.AGENT_PATH, String::strip),
            read.value(Option.AGENT_DATA_PATH, String::strip)),
        read.optional(Option.DOKPLOY_MACHINE_MIRRORS, OptionValues::words).orElse(List.of()),
        read.optional(Option.DOKPLOY_MACHINE_PROXY, String::strip),
        read.value(Option.DOKPLOY_MACHINE_SUBNETS, String::strip),
        read.optional(Option.DOKPLOY_MACHINE_LOGINS, OptionValues::fileOfLogins),
        read.optional(Option.DOKPLOY_MACHINE_SCRIPT, OptionValues::script),
        read.optional(Option.DOKPLOY_AUTHORIZED_KEYS, OptionValues::publicKeys).orElse(List.of()),
        RouteOptions.from(read));
  }

  private static Map<Option, String> limits(OptionReader read) {
    var limits = new TreeMap<Option, String>();
    for (var option : Option.values()) {
      if (option.is(Option.Trait.LIMIT)) {
        read.optional(option, String::strip).ifPresent(text -> limits.put(option, text));
      }
    }
    return limits;
  }
}
