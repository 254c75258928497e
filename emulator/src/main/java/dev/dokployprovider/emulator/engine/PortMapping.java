package dev.dokployprovider.emulator.engine;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A published port of a compose service: {@code [ADDRESS:]FIRST[-LAST]:TARGET[/tcp]}, {@code
 * TARGET} alone or {@code ADDRESS::TARGET} (any free port), or the long form.
 *
 * @param address the address as written, empty when there is none
 * @param first the first port of the range, 0: any
 */
record PortMapping(String address, int first, int last, int target) {
  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(?:(?<address>\\[[^]]*]|[^:]*):)?(?:(?<first>\\d*)(?:-(?<last>\\d+))?):)?"
              + "(?<target>\\d+)(?:/tcp)?");

  /** Reads an element of {@code ports}; empty when it is none. */
  static Optional<PortMapping> parse(Object element) {
    if (element instanceof Map<?, ?> map) {
      String published = map.get("published") == null ? "" : String.valueOf(map.get("published"));
      String host = map.get("host_ip") == null ? "" : map.get("host_ip") + ":";
      return parse(host + published + ":" + map.get("target"));
    }
    var form = SHORT.matcher(String.valueOf(element).strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    int first = number(form.group("first"));
    int last = form.group("last") == null ? first : number(form.group("last"));
    int target = number(form.group("target"));
    String address = form.group("address") == null ? "" : form.group("address");
    return first > 65535 || last > 65535 || target > 65535 || target < 1 || last < first
        ? Optional.empty()
        : Optional.of(new PortMapping(address, first, last, target));
  }

  private static int number(String digits) {
    return digits == null || digits.isEmpty()
        ? 0
        : digits.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /** The address that Docker shows. */
  String shownAddress() {
    return address.isEmpty() ? "0.0.0.0" : address;
  }

  /** The range as Docker's inspect shows it. */
  String shownRange() {
    return first == 0 ? "" : first == last ? "" + first : first + "-" + last;
  }
}
