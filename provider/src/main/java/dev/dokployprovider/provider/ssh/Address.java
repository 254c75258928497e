package dev.dokployprovider.provider.ssh;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine's sshd is reached. A host that a shell or ssh could take for something else is
 * refused with an IllegalArgumentException, as is a port out of range.
 *
 * @param host a name, an IPv4 or an IPv6 address (without brackets, with a zone or not)
 * @param port 1 to 65535
 */
public record Address(String host, int port) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_:]([A-Za-z0-9_.:%-]*)");

  public Address {
    if (host.length() > 253 || !HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("'" + host + "' is not a host name or address");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(port + " is not a port");
    }
  }

  /** The address, or empty where that is none. */
  public static Optional<Address> of(String host, int port) {
    try {
      return Optional.of(new Address(host, port));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Written out, since a record's own is generated again in each run, for 10 ms. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Address(var otherHost, var otherPort)
        && otherHost.equals(host)
        && otherPort == port;
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
