package dev.dokployprovider.provider.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SSH server to go through, in the terms of the user's own ssh configuration. It becomes a part
 * of a command line that a shell reads, and of an ssh_config, so it has only characters that mean
 * nothing to either, and never begins with a dash, which ssh would take for an option.
 *
 * @param user who logs in there; empty: what the user's configuration says
 * @param host a {@code Host} of that configuration, a name or an address (IPv6 without brackets)
 * @param port 1 to 65535; empty: what the configuration says
 */
public record JumpHost(Optional<String> user, String host, OptionalInt port) {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(?<user>[^\\[]+)@)?(?:\\[(?<ipv6>[^]]*)]|(?<host>[^:@]*))(?::(?<port>.*))?");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+@-]{0,127}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+/-]{0,252}");
  private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");

  public JumpHost {
    if (user.isPresent() && !USER.matcher(user.get()).matches()) {
      throw new IllegalArgumentException(
          "the user's name has letters, digits and . _ + @ -, and does not begin with one of these");
    }
    if (!HOST.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "it is a Host of your ssh configuration, or [USER@]HOST[:PORT] (an IPv6 address in"
              + " brackets), of letters, digits and . _ + / -");
    }
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65535)) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535");
    }
  }

  /**
   * Reads {@code [USER@]HOST[:PORT]}, an IPv6 address in brackets.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static JumpHost parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "it is a Host of your ssh configuration, or [USER@]HOST[:PORT] (an IPv6 address in"
              + " brackets)");
    }
    String address = matcher.group("ipv6");
    if (address != null && !IPV6.matcher(address).matches()) {
      throw new IllegalArgumentException("what stands in the brackets is not an IPv6 address");
    }
    return new JumpHost(
        Optional.ofNullable(matcher.group("user")),
        address == null ? String.valueOf(matcher.group("host")) : address,
        matcher.group("port") == null ? OptionalInt.empty() : port(matcher.group("port")));
  }

  private static OptionalInt port(String text) {
    return OptionalInt.of(text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0);
  }

  /** The arguments of ssh that lead there, the host last. */
  public List<String> arguments() {
    var arguments = new ArrayList<String>();
    user.ifPresent(name -> arguments.addAll(List.of("-l", name)));
    port.ifPresent(number -> arguments.addAll(List.of("-p", Integer.toString(number))));
    arguments.add(host);
    return List.copyOf(arguments);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return user.map(name -> name + "@").orElse("")
        + (host.contains(":") ? "[" + host + "]" : host)
        + (port.isPresent() ? ":" + port.getAsInt() : "");
  }
}
