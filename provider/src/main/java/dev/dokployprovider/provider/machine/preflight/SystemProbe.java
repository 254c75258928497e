package dev.dokployprovider.provider.machine.preflight;

import dev.dokployprovider.dokploy.tunnel.TlsTunnel;
import dev.dokployprovider.provider.options.JumpHost;
import dev.dokployprovider.provider.ssh.OpenSsh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;

/** The network of this computer, and its OpenSSH. */
public final class SystemProbe implements Probe {
  private static final Duration TLS = Duration.ofSeconds(3);

  /** Less than the check waits, so that ssh's own words are told and ssh is ended. */
  private static final Duration JUMP = Duration.ofSeconds(5);

  private final OpenSsh ssh;
  private final Map<String, String> environment;

  /**
   * @param environment where HTTPS_PROXY and the like are looked up
   */
  public SystemProbe(OpenSsh ssh, Map<String, String> environment) {
    this.ssh = ssh;
    this.environment = Map.copyOf(environment);
  }

  /** The resolver has deadlines of its own; who asks waits for less. */
  @Override
  public Answer name(String host) {
    try {
      var _ = InetAddress.getAllByName(host);
      return new Answer.Good();
    } catch (UnknownHostException e) {
      return ProbeWords.unknownName(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Answer tls(String host, int port, String serverName) {
    var target = new TlsTunnel.Target(host, port, serverName);
    try (var _ = TlsTunnel.open(target, environment, TLS).socket()) {
      return new Answer.Good();
    } catch (UnknownHostException e) {
      return ProbeWords.unknownName(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return ProbeWords.tls(TlsTunnel.inWords(target, e));
    }
  }

  @Override
  public Answer jump(JumpHost host) {
    try {
      return ProbeWords.jump(ssh.tryForwarding(host.arguments(), JUMP));
    } catch (IOException e) {
      return new Answer.Unsure(String.valueOf(e.getMessage()));
    }
  }
}
