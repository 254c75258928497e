package dev.dokployprovider.provider.ssh;

import dev.dokployprovider.provider.options.JumpHost;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How ssh gets to an address: by itself, or through a program that carries the bytes. */
public sealed interface Transport {

  /** ssh connects by itself. */
  record Direct() implements Transport {
    @Override
    public Duration patience() {
      return Duration.ofSeconds(3);
    }

    @Override
    public Optional<String> proxyCommand() {
      return Optional.empty();
    }
  }

  /**
   * Through another SSH server, with the user's own configuration. ProxyJump would not do: under
   * {@code -F} it reads the same file as the ssh that it is for.
   */
  record ThroughSsh(JumpHost host) implements Transport {
    @Override
    public Duration patience() {
      return WITH_A_STATION;
    }

    @Override
    public Optional<String> proxyCommand() {
      return Optional.of(jump(host));
    }
  }

  /**
   * Inside TLS, to a server that knows the machine by a name.
   *
   * @param dialer the program, and its first arguments, that takes {@code HOST PORT NAME} as its
   *     last ones and carries bytes
   * @param serverName letters, digits, dots and dashes
   */
  record ThroughTls(List<String> dialer, String serverName) implements Transport {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");

    public ThroughTls {
      dialer = List.copyOf(dialer);
      if (!NAME.matcher(serverName).matches()) {
        throw new IllegalArgumentException("'" + serverName + "' is not a server's name");
      }
    }

    @Override
    public Duration patience() {
      return WITH_A_STATION;
    }

    @Override
    public Optional<String> proxyCommand() {
      var words = new ArrayList<String>();
      dialer.forEach(word -> words.add(ShellWord.quote(word).replace("%", "%%")));
      words.addAll(List.of("dial", "%h", "%p", serverName));
      return Optional.of(String.join(" ", words));
    }
  }

  /** How long an attempt to connect may take: more where there is more to do on the way. */
  Duration patience();

  /** The value of ProxyCommand, which a shell reads when ssh has put in host and port. */
  Optional<String> proxyCommand();

  /**
   * What a LocalCommand of the user's prints would stand in the middle of our bytes. The command
   * that the machine is to run is none of this ssh's business: with the user's own ControlPersist
   * it may live for hours, and a SendEnv of theirs would hand the command to the jump host. (On
   * Windows there is no env, and no ControlPersist.)
   */
  private static String jump(JumpHost host) {
    return (File.separatorChar == '\\' ? "" : WITHOUT_COMMAND)
        + "ssh"
        + " -o BatchMode=yes -o PermitLocalCommand=no -o LogLevel=INFO -o ConnectTimeout=5"
        + " -W \"[%h]:%p\" "
        + String.join(" ", host.arguments());
  }

  /** Whether a ProxyCommand of ours, of this release or an earlier one, leads through ssh. */
  static boolean isJump(String proxyCommand) {
    return proxyCommand.startsWith("ssh ") || JUMP.matcher(proxyCommand).lookingAt();
  }

  /** With another program to start, and another handshake, on the way. */
  Duration WITH_A_STATION = Duration.ofSeconds(6);

  /** Read alike by sh, csh and fish. */
  String WITHOUT_COMMAND =
      "env " + SshConfig.COMMAND_VARIABLE + "= " + SshConfig.LONG_COMMAND_VARIABLE + "= ";

  Pattern JUMP = Pattern.compile("env ([A-Z_]+= )+ssh ");
}
