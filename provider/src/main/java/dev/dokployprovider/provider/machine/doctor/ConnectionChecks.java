package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Failure.Reason;
import dev.dokployprovider.provider.machine.deployment.FailureProblems;
import dev.dokployprovider.provider.machine.doctor.Network.Reached;
import dev.dokployprovider.provider.options.ServerUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges the way to Dokploy. */
final class ConnectionChecks {
  private static final Duration SOON = Duration.ofDays(14);
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private ConnectionChecks() {}

  static Finding address(URI server, List<String> addresses) {
    if (addresses.isEmpty()) {
      return unreachable(server, Reason.UNKNOWN_HOST, "");
    }
    String all = String.join(", ", addresses);
    return Finding.ok(
        addresses.contains(ServerUrl.host(server)) ? all : ServerUrl.host(server) + " is " + all);
  }

  static Finding connection(URI server, Reached reached) {
    return switch (reached) {
      case OPEN -> Finding.ok("port " + port(server) + " is open");
      case REFUSED -> unreachable(server, Reason.REFUSED, "");
      case SILENT -> unreachable(server, Reason.TIMED_OUT, "5 s for a TCP connection");
      case NO_ROUTE -> unreachable(server, Reason.NO_ROUTE, ServerUrl.host(server));
      case UNKNOWN_HOST -> unreachable(server, Reason.UNKNOWN_HOST, "");
    };
  }

  /**
   * Whether it is trusted is told by the first call, which has the words for it.
   *
   * @param authority a file with one of the user's own
   */
  static Finding certificate(Optional<Instant> validUntil, Instant now, Optional<Path> authority) {
    if (validUntil.isEmpty()) {
      return Finding.skipped("no certificate was seen");
    }
    var left = Duration.between(now, validUntil.get());
    String day = validUntil.get().toString().substring(0, 10);
    String renew =
        "Have it renewed: Dokploy's page, Settings > Web Server, or the proxy before it.";
    if (left.isNegative()) {
      return Finding.failed("The certificate ended on " + day + ".", renew);
    }
    return left.compareTo(SOON) < 0
        ? Finding.warning(
            "The certificate ends on %s, in %d days.".formatted(day, left.toDays()), renew)
        : Finding.ok(
            "valid until "
                + day
                + authority.map(file -> "; " + file + " is trusted, too").orElse(""));
  }

  static Finding withoutTls(URI server) {
    return isThisComputer(ServerUrl.host(server))
        ? Finding.skipped("the address begins with http, on this computer")
        : Finding.warning(
            "The address begins with http: everyone on the way can read the key.",
            "Give Dokploy a domain with https (Settings > Web Server), and set that address.");
  }

  /** Whether calls go through a proxy, so that this computer need not know the host. */
  static Optional<String> proxy(URI server, Map<String, String> environment) {
    String host = ServerUrl.host(server);
    String name = isTls(server) ? "HTTPS_PROXY" : "HTTP_PROXY";
    boolean direct =
        isThisComputer(host)
            || Stream.of(variable(environment, "NO_PROXY").split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry ->
                    entry.equals("*") || host.endsWith(entry.replaceFirst("^\\*?\\.?", "")));
    return Optional.of(name).filter(one -> !direct && !variable(environment, one).isBlank());
  }

  private static String variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
        .or(() -> Optional.ofNullable(environment.get(name)))
        .orElse("");
  }

  static boolean isTls(URI server) {
    return "https".equals(server.getScheme());
  }

  static int port(URI server) {
    return server.getPort() >= 0 ? server.getPort() : isTls(server) ? HTTPS : HTTP;
  }

  private static boolean isThisComputer(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  private static Finding unreachable(URI server, Reason reason, String detail) {
    return Finding.of(FailureProblems.of(new Failure.Unreachable("", reason, detail), server));
  }
}
