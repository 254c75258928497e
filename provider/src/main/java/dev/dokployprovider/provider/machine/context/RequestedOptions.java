package dev.dokployprovider.provider.machine.context;

import dev.dokployprovider.provider.options.MachineOptions;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.recipe.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What the options ask of a machine, as texts that a person reads and that tell one value from
 * another. Where a value may be secret or long, its names are shown, and a digest for the rest.
 */
public final class RequestedOptions {
  private RequestedOptions() {}

  /** By the options' names, in their order; options without a value are left out. */
  public static SequencedMap<String, String> of(MachineOptions options) {
    SequencedMap<String, String> asked = new LinkedHashMap<>();
    put(asked, Option.DOKPLOY_MACHINE_IMAGE, Optional.of(options.image()));
    put(asked, Option.DOKPLOY_MACHINE_DOCKER, Optional.of(options.docker()));
    options.limits().forEach((option, text) -> put(asked, option, Optional.of(text)));
    put(asked, Option.DOKPLOY_MACHINE_RESTART, notDefault(options.restart()));
    put(asked, Option.DOKPLOY_MACHINE_USER, Optional.of(options.user()));
    put(asked, Option.DOKPLOY_MACHINE_PACKAGES, words(options.packages()));
    put(asked, Option.DOKPLOY_MACHINE_ENV, secretly(options.environment()));
    put(asked, Option.DOKPLOY_MACHINE_VOLUMES, places(options.volumes()));
    put(asked, Option.DOKPLOY_MACHINE_CACHES, places(options.caches()));
    put(asked, Option.DOKPLOY_MACHINE_SHARED_IMAGES, options.sharedImages());
    put(asked, Option.DOKPLOY_MACHINE_MIRRORS, words(options.mirrors()));
    put(asked, Option.DOKPLOY_MACHINE_PROXY, options.proxy().map(RequestedOptions::withoutLogin));
    put(asked, Option.DOKPLOY_MACHINE_SUBNETS, Optional.of(options.subnets()));
    put(asked, Option.DOKPLOY_MACHINE_SCRIPT, options.script().map(RequestedOptions::script));
    put(asked, Option.DOKPLOY_AUTHORIZED_KEYS, keys(options.authorizedKeys()));
    String route = options.route().kind().word();
    put(asked, Option.DOKPLOY_SSH_ROUTE, Optional.of(route));
    switch (options.route().kind()) {
      case PORT -> put(asked, Option.DOKPLOY_SSH_PORTS, Optional.of(options.sshPorts()));
      case TLS ->
          put(asked, Option.DOKPLOY_SSH_TLS_DOMAIN, Optional.of(options.route().tlsDomain()));
      case JUMP -> {}
    }
    return asked;
  }

  private static void put(Map<String, String> asked, Option option, Optional<String> value) {
    value.ifPresent(text -> asked.put(option.name(), text));
  }

  /** Machines of earlier versions have no other. */
  private static Optional<String> notDefault(String restart) {
    return Optional.of(restart)
        .filter(word -> !Option.DOKPLOY_MACHINE_RESTART.defaultValue().equals(Optional.of(word)));
  }

  private static Optional<String> words(Collection<String> words) {
    return some(words, String.join(" ", words));
  }

  private static Optional<String> some(Collection<?> values, String text) {
    return values.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Optional<String> places(Map<String, String> places) {
    var lines = new ArrayList<String>();
    new TreeMap<>(places).forEach((name, place) -> lines.add(name + "=" + place));
    return some(lines, String.join(", ", lines));
  }

  private static Optional<String> secretly(Map<String, String> values) {
    var sorted = new TreeMap<>(values);
    return some(
        sorted.keySet(), String.join(", ", sorted.keySet()) + " (values " + mark(sorted) + ")");
  }

  private static Optional<String> keys(Collection<String> keys) {
    return some(keys, keys.size() + " (" + mark(String.join("\n", keys)) + ")");
  }

  private static String script(String script) {
    return script.lines().count() + " lines (" + mark(script) + ")";
  }

  private static String withoutLogin(String address) {
    String shown = address.replaceFirst("//[^/]*@", "//...@");
    return shown.equals(address) ? address : shown + " (" + mark(address) + ")";
  }

  /** Enough to tell values apart, and nothing of them. */
  private static String mark(Object value) {
    return Digest.of(value).substring(0, 8);
  }
}
