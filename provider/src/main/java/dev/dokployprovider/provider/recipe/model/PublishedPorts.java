package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports of the server out of which Docker picks one for the machine's sshd.
 *
 * @param address of the server's interface, IPv6 without brackets; empty for all interfaces
 * @param first from 1
 * @param last to 65535, not below first
 */
public record PublishedPorts(Optional<String> address, int first, int last) {
  private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::");

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(?:\\[([0-9a-fA-F:]{2,39})]|([0-9.]{7,15})):)?([1-9]\\d{0,4})(?:-([1-9]\\d{0,4}))?");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 =
      Pattern.compile(
          "(?=(?:[^:]*:){2,7}[^:]*$)(?!.*::.*::)(?:(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"
              + "|(?=.*::)(?::|[0-9a-fA-F]{1,4})(?::[0-9a-fA-F]{0,4})*)");

  public PublishedPorts {
    if (first < 1 || last > 65535 || first > last) {
      throw invalid(first + "-" + last + " is not a range of ports between 1 and 65535");
    }
    address.ifPresent(text -> {
      if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
        throw invalid("\"" + text + "\" is not an IP address");
      }
    });
  }

  /**
   * Reads {@code [ADDRESS:]PORT} or {@code [ADDRESS:]FIRST-LAST}, an IPv6 address in brackets.
   *
   * @throws InvalidSpecException if the text is none
   */
  public static PublishedPorts parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw invalid("\"" + text + "\" is not [ADDRESS:]FIRST-LAST, an IPv6 address in brackets");
    }
    int first = Integer.parseInt(matcher.group(3));
    int last = matcher.group(4) == null ? first : Integer.parseInt(matcher.group(4));
    return new PublishedPorts(
        Optional.ofNullable(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(2))),
        first,
        last);
  }

  /** Whether what is published there is so at every address of the server. */
  public static boolean isEverywhere(String address) {
    return EVERYWHERE.contains(address);
  }

  /** How many ports they are. */
  public int size() {
    return last - first + 1;
  }

  /** The ports alone: {@code 2222-2250}, or {@code 2222}. */
  public String range() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return address
        .map(text -> (text.contains(":") ? "[" + text + "]" : text) + ":" + range())
        .orElse(range());
  }

  private static InvalidSpecException invalid(String reason) {
    return new InvalidSpecException(Option.DOKPLOY_SSH_PORTS, reason);
  }
}
