package dev.dokployprovider.provider.ssh;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A machine's ssh_config, whole: ssh reads no other with {@code -F}.
 *
 * <p>Only the machine with the pinned key is ever spoken to, no agent, password or key of the
 * user's is offered, and a peer that falls silent is given up after {@link #SILENCE}. A value that
 * cannot stand in an ssh_config is refused with an IllegalArgumentException that names it.
 *
 * @param way how ssh gets to the address
 * @param user the name on the machine
 * @param hostKeyAlias the name of the machine's key in known_hosts; never host:port, ports move
 * @param controlSocket where the master listens ({@link ControlSocket}); empty: no live connection
 * @param controlPersist how long an unused master stays, whole seconds; zero: forever
 */
public record SshConfig(
    Address address,
    Transport way,
    String user,
    String hostKeyAlias,
    SshFiles files,
    Optional<Path> controlSocket,
    Duration controlPersist) {

  /** The variable in which a command travels; the machine's sshd has it in AcceptEnv. */
  public static final String COMMAND_VARIABLE = "DOKPLOY_COMMAND";

  /**
   * The variable of a command that only just fits under the name COMMAND, as the launcher sends it:
   * Linux gives a variable 131,072 bytes with its name. The machines of all releases have LC_* in
   * AcceptEnv.
   */
  public static final String LONG_COMMAND_VARIABLE = "LC_DPC";

  /** The name of the machine for ssh: {@code ssh -F ssh_config machine}. */
  public static final String HOST = "machine";

  /** What sshd is asked to run, the launcher's words: the command travels beside it. */
  static final String REMOTE_COMMAND =
      "exec sh -c 'c=${DOKPLOY_COMMAND?was not accepted by sshd}; unset DOKPLOY_COMMAND; eval"
          + " \"$c\"'";

  /** Asked every 3 s, given up at the third without an answer to the ones before. */
  public static final Duration SILENCE = Duration.ofSeconds(9);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  /** Without quotes, backslashes and control characters: ssh's releases disagree about them. */
  private static final Pattern FIT = Pattern.compile("[^\\p{Cntrl}\"\\\\]+");

  public SshConfig {
    requireName("user", user);
    requireName("host key alias", hostKeyAlias);
    quoted(files.folder());
    controlSocket.ifPresent(SshConfig::requireSocket);
    if (controlPersist.isNegative()) {
      throw new IllegalArgumentException("the time to keep a connection is negative");
    }
  }

  /** The file's text. */
  public String render() {
    // ControlPath comes first: the launcher reads up to it at every call.
    return "# Written by dokploy-provider. To log in: ssh -F THIS_FILE "
        + HOST
        + alias(files.folder()).map(alias -> "; where it is included: ssh " + alias).orElse("")
        + "\nHost "
        + HOST
        + alias(files.folder()).map(alias -> " " + alias).orElse("")
        + "\n"
        + String.join("", settings().stream().map(setting -> "  " + setting + "\n").toList());
  }

  /**
   * A name that no other machine's file has, for a configuration that includes several of them:
   * there the first {@code Host machine} would win in silence. Empty where the folder's name can't
   * be one.
   *
   * @param folder the machine's, which DevPod names as the machine
   */
  public static Optional<String> alias(Path folder) {
    return Optional.ofNullable(folder.getFileName())
        .map(name -> "dokploy-" + name)
        .filter(alias -> NAME.matcher(alias).matches());
  }

  private List<String> settings() {
    var settings = new ArrayList<String>();
    settings.add("ControlPath " + controlSocket.map(SshConfig::quoted).orElse("none"));
    way.proxyCommand().ifPresent(command -> settings.add("ProxyCommand " + command));
    settings.addAll(plainSettings());
    return settings;
  }

  private List<String> plainSettings() {
    return List.of(
        "ControlMaster no",
        "ControlPersist " + (controlPersist.isZero() ? "yes" : controlPersist.toSeconds()),
        "HostName " + address.host().replace("%", "%%"),
        "Port " + address.port(),
        "User " + user,
        "IdentityFile " + quoted(files.privateKey()),
        "IdentitiesOnly yes",
        "IdentityAgent none",
        "PreferredAuthentications publickey",
        "BatchMode yes",
        "HostKeyAlias " + hostKeyAlias,
        "UserKnownHostsFile " + quoted(files.knownHosts()),
        "GlobalKnownHostsFile /dev/null",
        "StrictHostKeyChecking yes",
        "CheckHostIP no",
        "VerifyHostKeyDNS no",
        "UpdateHostKeys no",
        "ConnectTimeout " + way.patience().toSeconds(),
        "ServerAliveInterval 3",
        "ServerAliveCountMax 2",
        "TCPKeepAlive yes",
        "SendEnv " + COMMAND_VARIABLE,
        "ForwardAgent no",
        "ForwardX11 no",
        "PermitLocalCommand no",
        "EscapeChar none",
        "LogLevel ERROR");
  }

  /** The control socket that a rendered file names. */
  static Optional<Path> controlSocketIn(String text) {
    return setting(text, "ControlPath")
        .filter(value -> value.length() > 1 && value.startsWith("\"") && value.endsWith("\""))
        .map(value -> Path.of(value.substring(1, value.length() - 1)));
  }

  /** Where a rendered file says that the machine is. */
  public static Optional<Address> addressIn(String text) {
    var port = setting(text, "Port").filter(digits -> digits.matches("\\d{1,5}"));
    return setting(text, "HostName")
        .map(host -> host.replace("%%", "%"))
        .flatMap(host -> port.flatMap(number -> Address.of(host, Integer.parseInt(number))));
  }

  private static Optional<String> setting(String text, String name) {
    return text.lines()
        .map(String::strip)
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .findFirst();
  }

  /** Whether a rendered file leads through another SSH server. */
  static boolean isThroughSsh(String text) {
    return setting(text, "ProxyCommand").filter(Transport::isJump).isPresent();
  }

  /** Whether ssh, on any release, takes the path literally and has room for it. */
  static boolean fitsSocket(Path path) {
    String text = path.toString();
    // 103 bytes on macOS, of which OpenSSH needs 17 for the name it makes the socket under.
    return text.getBytes(StandardCharsets.UTF_8).length <= 103 - 17
        && FIT.matcher(text).matches()
        && text.indexOf('%') < 0
        && text.indexOf('$') < 0;
  }

  private static void requireSocket(Path path) {
    if (!path.isAbsolute() || !fitsSocket(path)) {
      throw new IllegalArgumentException("'" + path + "' cannot be a control socket");
    }
  }

  private static void requireName(String what, String value) {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' cannot be a " + what);
    }
  }

  /** Quoted, with the percent signs that ssh would expand doubled. */
  private static String quoted(Path path) {
    String text = path.toString();
    if (path.getFileSystem().getSeparator().equals("\\")) {
      text = text.replace('\\', '/');
    }
    if (!FIT.matcher(text).matches() || text.contains("${")) {
      throw new IllegalArgumentException(
          "'"
              + text.replaceAll("\\p{Cntrl}", "?")
              + "' holds a character that ssh's configuration cannot carry"
              + " (a quote, a backslash, ${ or a control character)");
    }
    return '"' + text.replace("%", "%%") + '"';
  }
}
