package dev.dokployprovider.provider.recipe;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.recipe.model.RegistryLogins;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The configuration of the Docker client on a machine, ~/.docker/config.json there: logins for
 * registries, and the proxy for builds and containers. What the user wrote into it stays.
 *
 * @param config the file's text; empty for a file that is not there
 * @param ours what of it is the provider's, so that it can be taken out again: JSON on one line, or
 *     empty
 */
public record DockerClientConfig(String config, String ours) {
  private static final String AUTHS = "auths";
  private static final String PROXIES = "proxies";

  /**
   * The configuration as it must be from now on; this one where it is that already.
   *
   * @param environment the machine's, with its proxy
   * @throws dev.dokployprovider.dokploy.json.JsonException if the user's file is not JSON
   */
  public DockerClientConfig with(RegistryLogins logins, Map<String, String> environment) {
    Map<String, Json> members = new LinkedHashMap<>(parse(config).fields());
    Json before = parse(ours);
    Map<String, Json> now = new LinkedHashMap<>();

    Map<String, Json> auths = new TreeMap<>(member(members, AUTHS).fields());
    before.get(AUTHS).items().forEach(registry -> auths.remove(registry.textOrEmpty()));
    logins
        .auths()
        .forEach(
            (registry, auth) -> auths.put(registry, Json.object().with("auth", auth.reveal())));
    put(members, AUTHS, auths);
    if (!logins.auths().isEmpty()) {
      var registries = new TreeSet<>(logins.auths().keySet());
      now.put(AUTHS, Json.array(registries.stream().map(Json.Text::new).toList()));
    }

    if (before.get(PROXIES).isTrue() || !members.containsKey(PROXIES)) {
      Map<String, Json> proxies = proxies(environment);
      put(members, PROXIES, proxies);
      if (!proxies.isEmpty()) {
        now.put(PROXIES, new Json.Bool(true));
      }
    }
    boolean same = new Json.Obj(members).equals(parse(config)) && text(now).equals(ours);
    return same ? this : new DockerClientConfig(text(members), text(now));
  }

  /** It may hold logins. */
  @Override
  public String toString() {
    return "DockerClientConfig[secret]";
  }

  private static Map<String, Json> proxies(Map<String, String> environment) {
    Map<String, Json> proxies = new TreeMap<>();
    value(environment, "http_proxy", "HTTP_PROXY")
        .ifPresent(proxy -> proxies.put("httpProxy", proxy));
    value(environment, "https_proxy", "HTTPS_PROXY")
        .ifPresent(proxy -> proxies.put("httpsProxy", proxy));
    if (proxies.isEmpty()) {
      return Map.of();
    }
    value(environment, "no_proxy", "NO_PROXY").ifPresent(direct -> proxies.put("noProxy", direct));
    return Map.of("default", new Json.Obj(proxies));
  }

  private static Optional<Json> value(Map<String, String> environment, String lower, String upper) {
    return Optional.ofNullable(environment.getOrDefault(lower, environment.get(upper)))
        .filter(text -> !text.isEmpty())
        .map(Json.Text::new);
  }

  private static Json parse(String text) {
    return text.isBlank() ? Json.object() : Json.parse(text);
  }

  private static Json member(Map<String, Json> members, String name) {
    return members.getOrDefault(name, Json.Null.NULL);
  }

  /** What holds nothing is left out. */
  private static void put(Map<String, Json> members, String name, Map<String, Json> value) {
    if (value.isEmpty()) {
      members.remove(name);
    } else {
      members.put(name, new Json.Obj(value));
    }
  }

  private static String text(Map<String, Json> members) {
    return members.isEmpty() ? "" : new Json.Obj(members).toString();
  }
}
