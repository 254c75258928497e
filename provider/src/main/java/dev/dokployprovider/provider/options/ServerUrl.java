package dev.dokployprovider.provider.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads the server's address as people paste it. */
final class ServerUrl {
  private ServerUrl() {}

  /**
   * The address without a trailing slash. A trailing {@code /api} is dropped, as it is what the
   * calls begin with.
   *
   * @throws IllegalArgumentException where it is no http or https address of a server, saying why
   */
  static URI parse(String text) {
    URI uri = uri(text.strip());
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("it must begin with https:// or http://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("there is no host name in it");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException("a user name or password does not belong in it");
    }
    if (uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("\"?\" and \"#\" do not belong in it");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65535) {
      throw new IllegalArgumentException("the port is not a number from 1 to 65535");
    }
    return URI.create(scheme + "://" + authority(uri) + path(uri));
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is not a web address: " + e.getReason(), e);
    }
  }

  private static String authority(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static String path(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
    return path.endsWith("/api") ? path.substring(0, path.length() - "/api".length()) : path;
  }
}
