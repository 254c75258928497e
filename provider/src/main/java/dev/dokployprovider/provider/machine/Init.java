package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.preflight.Probe;
import dev.dokployprovider.provider.machine.preflight.RouteCheck;
import dev.dokployprovider.provider.machine.project.PermissionCheck;
import dev.dokployprovider.provider.machine.project.RemoteServers;
import dev.dokployprovider.provider.machine.project.SupportedRelease;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.RouteKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Checks what DevPod was given when the provider is added or its options are set. */
public final class Init {
  private final ProviderOptions options;
  private final Dokploy dokploy;
  private final Probe probe;

  public Init(ProviderOptions options, Dokploy dokploy, Probe probe) {
    this.options = options;
    this.dokploy = dokploy;
    this.probe = probe;
  }

  /**
   * One call, which proves address and token at once, one for the permissions, and one more for a
   * named server; returns lines for people.
   */
  public List<String> run() {
    options.check();
    MachineSpecs.checkNew(options.machine());
    var route = RouteCheck.begin(options, probe);
    var version = SupportedRelease.check(dokploy);
    var server = new RemoteServers(dokploy, options).check();
    PermissionCheck.checkNew(dokploy.permissions(), options.machine(), this::hasProject);
    var lines = new ArrayList<>(List.of(line(version, options.server())));
    if (server.isPresent() || !mayBeAnyServer()) {
      lines.addAll(route.end(server, () -> dokploy.servers().instanceAddress()));
    }
    return lines;
  }

  /** Then it is only known for a machine where it is to be reached, if no option says so. */
  private boolean mayBeAnyServer() {
    return options.remoteServer().isPresent()
        && options.sshHost().isEmpty()
        && options.machine().route().kind() != RouteKind.JUMP;
  }

  private boolean hasProject() {
    return !dokploy.projects().named(options.project()).isEmpty();
  }

  static String line(Version version, URI server) {
    String accepted = "Dokploy " + version + " at " + server + " accepts the token.";
    return isOpen(server)
        ? accepted
            + " The address begins with http: everyone on the way to it can read the token, which is"
            + " worth the whole server; an https address is safe."
        : accepted;
  }

  /** Without TLS, and not on this computer. */
  private static boolean isOpen(URI server) {
    return "http".equalsIgnoreCase(server.getScheme())
        && !String.valueOf(server.getHost()).matches("localhost|127(\\.\\d+){3}|\\[::1]");
  }
}
