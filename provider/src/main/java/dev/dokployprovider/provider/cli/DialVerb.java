package dev.dokployprovider.provider.cli;

import dev.dokployprovider.dokploy.tunnel.TlsTunnel;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.ssh.Dial;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code dial HOST PORT [NAME]}: what ssh runs as its ProxyCommand on the route tls, and without a
 * name when it joins a machine that has moved. Everything that it needs is in its arguments, as a
 * live connection outlives the options that it was opened with.
 */
final class DialVerb {
  /** For one step; ssh ends the whole sooner. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private DialVerb() {}

  static int run(List<String> args, Map<String, String> environment, PrintStream err) {
    var target = target(args);
    try {
      var socket =
          target.serverName().isEmpty()
              ? connect(target)
              : connectInsideTls(target, environment, err);
      // Not System.in and System.out, which keep bytes back.
      Dial.carry(
          socket, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
      return ExitCode.OK;
    } catch (IOException e) {
      err.println("dial: " + TlsTunnel.inWords(target, e));
      return ExitCode.COMMAND_FAILED;
    }
  }

  private static Socket connectInsideTls(
      TlsTunnel.Target target, Map<String, String> environment, PrintStream err)
      throws IOException {
    var tunnel = TlsTunnel.open(target, environment, LIMIT);
    if (Setup.isDebug(environment)) {
      tunnel
          .distrust()
          .ifPresent(why ->
              err.println(
                  "dial: the certificate proves nothing ("
                      + why
                      + "); the machine's own host key protects the connection"));
    }
    return tunnel.socket();
  }

  /** As ssh by itself would: straight there, to the host's addresses in turn. */
  private static Socket connect(TlsTunnel.Target target) throws IOException {
    IOException last = new UnknownHostException(target.host());
    for (var address : InetAddress.getAllByName(target.host())) {
      var socket = new Socket();
      try {
        socket.connect(
            new InetSocketAddress(address, target.port()), Math.toIntExact(LIMIT.toMillis()));
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        return socket;
      } catch (IOException failed) {
        socket.close();
        last = failed;
      }
    }
    throw last;
  }

  /** Whether the words name one. */
  static boolean isTarget(List<String> args) {
    return args.size() >= 2 && args.size() <= 3 && args.get(1).matches("[1-9][0-9]{0,4}");
  }

  private static TlsTunnel.Target target(List<String> args) {
    String name = args.size() == 3 ? args.get(2) : "";
    return new TlsTunnel.Target(args.get(0), Integer.parseInt(args.get(1)), name);
  }
}
