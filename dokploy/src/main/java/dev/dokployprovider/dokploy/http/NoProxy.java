package dev.dokployprovider.dokploy.http;

import java.math.BigInteger;
import java.net.IDN;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What NO_PROXY covers, entry by entry as Go reads it: {@code *}, an address, a CIDR block, a
 * domain with all below it, {@code .domain} or {@code *.domain} for only those below it; an address
 * or a domain with {@code :port}.
 */
final class NoProxy {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final List<Entry> entries;

  private NoProxy(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  private interface Entry {
    boolean covers(String host, Optional<InetAddress> address, int port);
  }

  static NoProxy parse(String text) {
    var entries = new ArrayList<Entry>();
    for (String entry : text.split(",", -1)) {
      parseEntry(entry.strip().toLowerCase(Locale.ROOT)).ifPresent(entries::add);
    }
    return new NoProxy(entries);
  }

  /** Whether to go there directly; always so for localhost and loopback addresses. */
  boolean covers(String host, int port) {
    String name = unbracketed(host).toLowerCase(Locale.ROOT);
    var address = address(name);
    if (name.equals("localhost") || address.filter(InetAddress::isLoopbackAddress).isPresent()) {
      return true;
    }
    return entries.stream().anyMatch(entry -> entry.covers(name, address, port));
  }

  private static Optional<Entry> parseEntry(String entry) {
    if (entry.equals("*")) {
      return Optional.of((host, address, port) -> true);
    }
    int slash = entry.indexOf('/');
    if (slash >= 0) {
      return block(entry.substring(0, slash), entry.substring(slash + 1));
    }
    String host = entry;
    Optional<Integer> port = Optional.empty();
    int colon = entry.lastIndexOf(':');
    if (colon >= 0 && address(unbracketed(entry)).isEmpty()) {
      host = entry.substring(0, colon);
      port = number(entry.substring(colon + 1), 65_535);
      if (port.isEmpty()) {
        return Optional.empty();
      }
    }
    return hostEntry(unbracketed(host), port);
  }

  private static Optional<Entry> hostEntry(String host, Optional<Integer> port) {
    if (host.isEmpty()) {
      return Optional.empty();
    }
    var wanted = address(host);
    if (wanted.isPresent()) {
      return Optional.of(
          (name, address, at) -> address.equals(wanted) && port.map(p -> p == at).orElse(true));
    }
    String domain = host.startsWith("*.") ? host.substring(1) : host;
    boolean itself = !domain.startsWith(".");
    String suffix = ascii(itself ? "." + domain : domain);
    return Optional.of((name, address, at) ->
        (name.endsWith(suffix) || (itself && name.equals(suffix.substring(1))))
            && port.map(p -> p == at).orElse(true));
  }

  private static Optional<Entry> block(String start, String length) {
    var first = address(start);
    var bits = first.flatMap(address -> number(length, address.getAddress().length * 8));
    if (first.isEmpty() || bits.isEmpty()) {
      return Optional.empty();
    }
    byte[] network = first.get().getAddress();
    int rest = network.length * 8 - bits.get();
    var prefix = new BigInteger(1, network).shiftRight(rest);
    return Optional.of((name, address, port) ->
        address
            .map(InetAddress::getAddress)
            .filter(bytes -> bytes.length == network.length)
            .map(bytes -> new BigInteger(1, bytes).shiftRight(rest).equals(prefix))
            .orElse(false));
  }

  /** An address written in figures; never asks a name server. */
  private static Optional<InetAddress> address(String text) {
    if (!IPV4.matcher(text).matches() && text.indexOf(':') < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text, int max) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    return number <= max ? Optional.of(number) : Optional.empty();
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static String ascii(String domain) {
    try {
      return "." + IDN.toASCII(domain.substring(1));
    } catch (IllegalArgumentException notADomain) {
      return domain;
    }
  }
}
