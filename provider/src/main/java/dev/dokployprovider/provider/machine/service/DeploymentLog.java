package dev.dokployprovider.provider.machine.service;

import dev.dokployprovider.dokploy.Secret;
import java.util.List;
import java.util.regex.Pattern;

/** Reads out of a deployment's log why it failed. */
final class DeploymentLog {
  /** How many lines a person still reads. */
  private static final int LINES = 8;

  /** Docker names what failed first, and the cause at the end of a long line. */
  private static final int LONGEST = 1000;

  /** Lines that stand in every failed log and say nothing (dokploy-observed.md). */
  private static final Pattern NOISE =
      Pattern.compile(
          "(?i).*(docker command failed|error occurred ❌|check the logs for details"
              + "|initializing deployment|^command: docker compose|^source type:).*");

  private static final Pattern REASON =
      Pattern.compile(
          "(?i).*(error|failed|failure|fatal|denied|not found|no such|invalid|cannot|can't"
              + "|unable|no space|already allocated|already in use|unauthorized|timeout).*");

  private static final Pattern PORT_TAKEN =
      Pattern.compile(
          "(?i).*(port is already allocated|address already in use|ports are allocated).*");

  /** Most storage drivers can limit nothing (Docker's --storage-opt). */
  private static final Pattern DISK_LIMIT =
      Pattern.compile("(?i).*(storage[- ]opt|project quota|pquota).*");

  /** Docker's libnetwork, when a subnet is another network's. */
  private static final Pattern SUBNET_TAKEN =
      Pattern.compile("(?i).*pool overlaps with other one on this address space.*");

  /** Docker's libnetwork, in the words of old releases and of those from 27 on. */
  private static final Pattern POOLS_USED_UP =
      Pattern.compile(
          "(?i).*(non-overlapping ipv4 address pool|address pools have been fully subnetted).*");

  private static final Pattern NETWORK_GONE = Pattern.compile("(?i).*\\bnetwork \\S+ not found.*");

  private static final Pattern QUERY = Pattern.compile("Failed query:.*", Pattern.DOTALL);

  private DeploymentLog() {}

  /**
   * The lines that say why, oldest first; the last lines where none does.
   *
   * @param secret what may never be shown
   */
  static List<String> reason(String log, Secret secret) {
    var lines =
        LogLines.of(log, secret, LONGEST).stream()
            .filter(line -> !NOISE.matcher(line).matches())
            .distinct()
            .toList();
    var reasons = lines.stream().filter(line -> REASON.matcher(line).matches()).toList();
    var shown = reasons.isEmpty() ? lines : reasons;
    return shown.subList(Math.max(0, shown.size() - LINES), shown.size());
  }

  /**
   * The same of what Dokploy keeps in place of a log: one text of any length, perhaps with a whole
   * query in it.
   */
  static List<String> said(String errorMessage, Secret secret) {
    var lines =
        LogLines.of(
            QUERY.matcher(errorMessage).replaceAll("a query of Dokploy's database failed"),
            secret,
            LONGEST);
    return lines.subList(0, Math.min(LINES, lines.size()));
  }

  /** Whether it failed because no port was free. */
  static boolean isPortTaken(List<String> reason) {
    return reason.stream().anyMatch(line -> PORT_TAKEN.matcher(line).matches());
  }

  /** Whether it failed because the machine's subnet is another network's. */
  static boolean isSubnetTaken(List<String> reason) {
    return reason.stream().anyMatch(line -> SUBNET_TAKEN.matcher(line).matches());
  }

  /** Whether it failed because Docker has no addresses for another network. */
  static boolean isPoolsUsedUp(List<String> reason) {
    return reason.stream().anyMatch(line -> POOLS_USED_UP.matcher(line).matches());
  }

  /** Whether it failed because the container's network was removed. */
  static boolean isNetworkGone(List<String> reason) {
    return reason.stream().anyMatch(line -> NETWORK_GONE.matcher(line).matches());
  }

  /** Whether it failed because the server's Docker can't limit a container's disk. */
  static boolean isDiskLimitRefused(List<String> reason) {
    return reason.stream().anyMatch(line -> DISK_LIMIT.matcher(line).matches());
  }
}
