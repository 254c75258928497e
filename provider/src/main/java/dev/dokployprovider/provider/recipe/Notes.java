package dev.dokployprovider.provider.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a compose file says of itself, for people and for whoever finds the machine again.
 *
 * @param base the base image with the digest that the machine was first built on: {@code
 *     debian:12@sha256:...}; empty while it is not known
 * @param network the machine's own on its server; empty while none was chosen
 * @param options what was asked for, by the options' names; without secrets
 */
public record Notes(
    Optional<String> base, Optional<MachineNetwork> network, SequencedMap<String, String> options) {
  public Notes {
    options = new LinkedHashMap<>(options);
  }

  void write(Map<String, Object> about) {
    base.ifPresent(reference -> about.put("base", reference));
    network.ifPresent(own -> about.put("network", own.subnet()));
    if (!options.isEmpty()) {
      about.put("options", options);
    }
  }
}
