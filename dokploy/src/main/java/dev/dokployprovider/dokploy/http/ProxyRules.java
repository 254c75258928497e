package dev.dokployprovider.dokploy.http;

import dev.dokployprovider.dokploy.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy a request goes through: HTTPS_PROXY, HTTP_PROXY and NO_PROXY as Go's {@code
 * golang.org/x/net/http/httpproxy} reads them (upper case before lower case; localhost and loopback
 * addresses never through a proxy). Proxies that are spoken to over TLS or SOCKS are refused.
 */
final class ProxyRules {
  private static final Pattern SCHEME = Pattern.compile("(?i)(https?|socks5h?)://.*");

  private final Map<String, String> environment;
  private final NoProxy noProxy;

  private ProxyRules(Map<String, String> environment) {
    this.environment = environment;
    this.noProxy = NoProxy.parse(value(environment, "NO_PROXY"));
  }

  static ProxyRules from(Map<String, String> environment) {
    return new ProxyRules(environment);
  }

  /**
   * The proxy for an http, https, ws or wss address, or empty for none.
   *
   * @throws ProxyException when the proxy's own address cannot be used; names the variable, not its
   *     value, which may hold a password
   */
  Optional<ProxyAddress> proxyFor(URI server) throws ProxyException {
    boolean secure = server.getScheme().equals("https") || server.getScheme().equals("wss");
    String variable = secure ? "HTTPS_PROXY" : "HTTP_PROXY";
    String proxy = value(environment, variable);
    int port = server.getPort() >= 0 ? server.getPort() : secure ? 443 : 80;
    if (proxy.isEmpty() || noProxy.covers(server.getHost(), port)) {
      return Optional.empty();
    }
    return Optional.of(parse(variable, proxy));
  }

  private static ProxyAddress parse(String variable, String proxy) throws ProxyException {
    URI uri;
    try {
      uri = new URI(SCHEME.matcher(proxy).matches() ? proxy : "http://" + proxy);
    } catch (URISyntaxException malformed) {
      throw new ProxyException(variable + " is not the address of a proxy");
    }
    if (!uri.getScheme().equalsIgnoreCase("http")) {
      throw new ProxyException(
          variable + " names a proxy of the kind " + uri.getScheme() + "; only http is supported");
    }
    if (uri.getHost() == null) {
      throw new ProxyException(variable + " is not the address of a proxy");
    }
    return new ProxyAddress(
        uri.getHost(), uri.getPort() >= 0 ? uri.getPort() : 80, login(uri.getRawUserInfo()));
  }

  private static Optional<ProxyAddress.Login> login(@Nullable String raw) {
    if (raw == null) {
      return Optional.empty();
    }
    int colon = raw.indexOf(':');
    String user = colon < 0 ? raw : raw.substring(0, colon);
    String password = colon < 0 ? "" : raw.substring(colon + 1);
    return Optional.of(new ProxyAddress.Login(decode(user), new Secret(decode(password))));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String value(Map<String, String> environment, String name) {
    String upper = environment.getOrDefault(name, "");
    return upper.isEmpty()
        ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "").strip()
        : upper.strip();
  }
}
