package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The proxy between a machine and the web, as the variables that programs look for. */
public final class Proxy {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(https?|socks5h?)://([A-Za-z0-9._~%+-]{1,128}(:[A-Za-z0-9._~%+-]{0,256})?@)?"
              + "([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(:[1-9]\\d{0,4})?/?");

  /** The machine itself needs no proxy; its containers are reached by name or by these, too. */
  private static final String DIRECT = "localhost,127.0.0.1,::1";

  private Proxy() {}

  /**
   * The environment with the proxy; what it says of proxies itself stays.
   *
   * @throws InvalidSpecException if the address is none. It is not shown, as it may hold a
   *     password.
   */
  public static Map<String, String> in(Map<String, String> environment, Optional<String> address) {
    if (address.isEmpty()) {
      return environment;
    }
    TextChecks.require(
        Option.DOKPLOY_MACHINE_PROXY,
        ADDRESS.matcher(address.get()).matches(),
        "it is not the address of a proxy, such as http://proxy.example.com:3128, in which a"
            + " password has its special characters as %40");
    Map<String, String> variables = new HashMap<>();
    for (String name : List.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")) {
      variables.put(name, address.get());
    }
    String direct =
        environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", DIRECT));
    variables.put("no_proxy", direct);
    variables.put("NO_PROXY", direct);
    variables.putAll(environment);
    return variables;
  }
}
