package dev.dokployprovider.provider.people.hosts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A Host block for the user's ssh, out of a machine's own ssh_config. A pure function. */
final class HostBlock {
  /** What the provider's calls need, and a person's ssh has better by itself. */
  private static final Set<String> NOT_FOR_PEOPLE = Set.of("SendEnv", "EscapeChar", "LogLevel");

  /**
   * All that the provider writes there: a file with anything else in it was changed by the user.
   */
  private static final Set<String> KNOWN =
      Set.of(
          "BatchMode",
          "CheckHostIP",
          "ConnectTimeout",
          "ControlMaster",
          "ControlPath",
          "ControlPersist",
          "EscapeChar",
          "ForwardAgent",
          "ForwardX11",
          "GlobalKnownHostsFile",
          "HostKeyAlias",
          "HostName",
          "IdentitiesOnly",
          "IdentityAgent",
          "IdentityFile",
          "LogLevel",
          "PermitLocalCommand",
          "Port",
          "PreferredAuthentications",
          "ProxyCommand",
          "SendEnv",
          "ServerAliveCountMax",
          "ServerAliveInterval",
          "StrictHostKeyChecking",
          "TCPKeepAlive",
          "UpdateHostKeys",
          "User",
          "UserKnownHostsFile",
          "VerifyHostKeyDNS");

  /** Without these, ssh would speak to any server that answers. */
  private static final Set<String> NEEDED =
      Set.of("HostKeyAlias", "HostName", "IdentityFile", "StrictHostKeyChecking", "User");

  private static final Pattern CONTROL = Pattern.compile(".*[\\p{Cntrl}&&[^\\t]].*");

  private HostBlock() {}

  /**
   * The block, with its last line's end; empty where the file is not as the provider writes it.
   *
   * @param text of the machine's ssh_config
   */
  static Optional<String> of(List<String> names, String text) {
    var lines =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("Host "))
            .toList();
    var keys = lines.stream().map(HostBlock::key).toList();
    if (!KNOWN.containsAll(keys)
        || !Set.copyOf(keys).containsAll(NEEDED)
        || !lines.contains("StrictHostKeyChecking yes")
        || lines.stream().anyMatch(line -> CONTROL.matcher(line).matches())) {
      return Optional.empty();
    }
    var block = new StringBuilder("Host ").append(String.join(" ", names)).append('\n');
    if (!keys.contains("ProxyCommand")) {
      // A ProxyJump that the user has for all hosts is not the machine's way.
      block.append("  ProxyCommand none\n");
    }
    lines.stream()
        .filter(line -> !NOT_FOR_PEOPLE.contains(key(line)))
        .forEach(line -> block.append("  ").append(line).append('\n'));
    return Optional.of(block.toString());
  }

  private static String key(String line) {
    int end = line.indexOf(' ');
    return end < 0 ? line : line.substring(0, end);
  }
}
