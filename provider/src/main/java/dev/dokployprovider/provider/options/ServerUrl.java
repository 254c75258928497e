package dev.dokployprovider.provider.options;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the server's address as people paste it, also out of the browser's address bar. */
public final class ServerUrl {
  private static final Pattern PARTS =
      Pattern.compile("(?i)([a-z][a-z0-9+.-]*)://([^/?#\\\\]*)([^?#]*)([?#].*)?");

  /** What a browser shows behind Dokploy's own address, and what the calls begin with. */
  private static final Pattern OF_DOKPLOY =
      Pattern.compile("(?i)/+(?:api(?:/trpc)?|(?:dashboard|swagger|register)(?:/.*)?)?/*$");

  private static final Pattern BARE =
      Pattern.compile("(?i)(\\[[0-9a-f:.]+]|[^/?#:@\\s]+)(:\\d+)?([/?#].*)?");

  /** A scheme whose "://" is mistyped, also by the backslashes of Windows. */
  private static final Pattern MISTYPED =
      Pattern.compile("(?i)(https?)[:;]?[/\\\\]+([^/\\\\].*)|(https?)[:;]([^/\\\\].*)");

  /** Quotation marks of a shell or a configuration file, which became a part of the value. */
  private static final Pattern QUOTED = Pattern.compile("(['\"])(.*)\\1");

  /** Several colons and no brackets. */
  private static final Pattern BARE_IPV6 = Pattern.compile("(?i)[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*");

  private static final Pattern LOCAL =
      Pattern.compile("(?i)localhost|\\d+\\.\\d+\\.\\d+\\.\\d+|\\[.*]");

  private static final Pattern INVALID_PORT = Pattern.compile(".+:(?!\\d{1,5}$)[^]:]+");

  private static final String NO_PORT = "the port is not a number from 1 to 65535";

  private ServerUrl() {}

  /**
   * The address without a trailing slash, in lower case but for its path. What a browser's address
   * has beyond Dokploy's own (/dashboard/..., ?..., #...) and a trailing {@code /api} are left out.
   *
   * @throws UnusableValueException where it is no http or https address of a server, saying why,
   *     and which value may be meant
   */
  public static URI parse(String text) {
    String address = text.replaceAll("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$", "");
    Matcher parts = PARTS.matcher(address);
    if (!parts.matches()) {
      throw withoutScheme(address);
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new UnusableValueException("it must begin with https:// or http://");
    }
    if (parts.group(2).contains("@")) {
      throw meaning(
          "a user name or password does not belong in it",
          scheme + "://" + parts.group(2).replaceFirst(".*@", "") + parts.group(3));
    }
    String authority = parts.group(2);
    if (authority.isEmpty()) {
      throw meaning("there is no host name in it", scheme + ":" + parts.group(3));
    }
    if (BARE_IPV6.matcher(authority).matches()) {
      throw meaning("an IPv6 address must be in brackets", scheme + "://[" + authority + "]");
    }
    URI uri = uri(scheme + "://" + ascii(authority) + path(parts.group(3)));
    if (uri.getHost() == null) {
      throw new UnusableValueException(
          INVALID_PORT.matcher(authority).matches() ? NO_PORT : noHost(authority));
    }
    if (uri.getPort() == 0 || uri.getPort() > 65535) {
      throw new UnusableValueException(NO_PORT);
    }
    return uri;
  }

  private static String noHost(String authority) {
    return "\"%s\" is not a valid host name".formatted(authority.replaceFirst(":\\d*$", ""));
  }

  /** The host of such an address; an IPv6 address without its brackets. */
  public static String host(URI server) {
    return server.getHost().replaceAll("^\\[(.*)\\]$", "$1");
  }

  /**
   * Neither is taken for granted: a token sent by http can be read by everyone on the way, and
   * Dokploy's own port has no https.
   */
  private static UnusableValueException withoutScheme(String address) {
    String why = "it must begin with https:// or http://";
    Matcher quoted = QUOTED.matcher(address);
    if (quoted.matches()) {
      return meaning("it is in quotation marks", quoted.group(2));
    }
    Matcher mistyped = MISTYPED.matcher(address);
    if (mistyped.matches()) {
      boolean slashes = mistyped.group(1) != null;
      String scheme = mistyped.group(slashes ? 1 : 3).toLowerCase(Locale.ROOT);
      return meaning(why, scheme + "://" + mistyped.group(slashes ? 2 : 4).replace('\\', '/'));
    }
    Matcher bare = BARE.matcher(address);
    if (!bare.matches() || bare.group(1).matches("(?i)https?")) {
      return new UnusableValueException(why);
    }
    boolean plain = LOCAL.matcher(bare.group(1)).matches() || ":3000".equals(bare.group(2));
    String port = bare.group(2) == null ? "" : bare.group(2);
    return meaning(
        why, (plain ? "http://" : "https://") + bare.group(1).toLowerCase(Locale.ROOT) + port);
  }

  /** Only what is a valid address may be meant. */
  private static UnusableValueException meaning(String why, String address) {
    try {
      return new UnusableValueException(why, parse(address).toString());
    } catch (UnusableValueException unusable) {
      return unusable
          .meant()
          .map(meant -> new UnusableValueException(why, meant))
          .orElseGet(() -> new UnusableValueException(why));
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new UnusableValueException("it is not a web address: " + e.getReason());
    }
  }

  /** Host and port, without an empty port; a name of other scripts as DNS has it. */
  private static String ascii(String authority) {
    String text = authority.replaceFirst(":$", "");
    int port = text.lastIndexOf(':');
    boolean hasPort = port > text.lastIndexOf(']');
    String host = hasPort ? text.substring(0, port) : text;
    try {
      String name = host.startsWith("[") ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
      return name.toLowerCase(Locale.ROOT) + (hasPort ? text.substring(port) : "");
    } catch (IllegalArgumentException e) {
      throw new UnusableValueException(noHost(text));
    }
  }

  private static String path(String path) {
    return OF_DOKPLOY.matcher(path).replaceFirst("");
  }
}
