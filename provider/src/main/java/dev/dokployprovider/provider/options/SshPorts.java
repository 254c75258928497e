package dev.dokployprovider.provider.options;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's side of a machine's SSH port: Docker picks a free port of the range at each start.
 *
 * @param address the server's address to bind to, IPv6 without brackets; empty for all
 * @param first 1 to 65535
 * @param last {@code first} to 65535
 */
public record SshPorts(Optional<String> address, int first, int last) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<four>\\d{1,3}(?:\\.\\d{1,3}){3})|\\[(?<six>[0-9A-Fa-f:.]{2,45})\\]|)"
              + "(?<colon>:?)(?<first>\\d{1,5})(?:-(?<last>\\d{1,5}))?");

  public SshPorts {
    if (first < 1 || last < first || last > 65535) {
      throw new IllegalArgumentException(
          "ports are numbers from 1 to 65535, and the range goes up: " + first + "-" + last);
    }
  }

  /**
   * Reads {@code 2222-2250}, {@code 10.0.0.5:2222-2250} or {@code [fd00::5]:2222}.
   *
   * @throws IllegalArgumentException where the text has another form, saying which is meant
   */
  public static SshPorts parse(String text) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches() || matcher.group("colon").isEmpty() != isWithoutAddress(matcher)) {
      throw new IllegalArgumentException("the form is [ADDRESS:]FIRST-LAST");
    }
    int first = Integer.parseInt(matcher.group("first"));
    String last = matcher.group("last");
    return new SshPorts(address(matcher), first, last == null ? first : Integer.parseInt(last));
  }

  private static boolean isWithoutAddress(Matcher matcher) {
    return matcher.group("four") == null && matcher.group("six") == null;
  }

  private static Optional<String> address(Matcher matcher) {
    String four = matcher.group("four");
    if (four != null) {
      for (String part : four.split("\\.", -1)) {
        if (Integer.parseInt(part) > 255) {
          throw new IllegalArgumentException("not an IP address: " + four);
        }
      }
      return Optional.of(four);
    }
    return Optional.ofNullable(matcher.group("six"));
  }

  /** As Compose writes it before the container's port. */
  public String publish() {
    String range = first == last ? Integer.toString(first) : first + "-" + last;
    return address.map(a -> (a.contains(":") ? "[" + a + "]" : a) + ":").orElse("") + range;
  }

  @Override
  public String toString() {
    return publish();
  }
}
