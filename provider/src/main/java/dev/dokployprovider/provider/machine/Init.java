package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.project.RemoteServers;
import dev.dokployprovider.provider.machine.project.Rights;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.net.URI;

/** Checks what DevPod was given when the provider is added or its options are set. */
public final class Init {
  private final ProviderOptions options;
  private final Dokploy dokploy;

  public Init(ProviderOptions options, Dokploy dokploy) {
    this.options = options;
    this.dokploy = dokploy;
  }

  /**
   * One call, which proves address and token at once, one for the permissions, and one more for a
   * named server; returns a line for people.
   */
  public String run() {
    options.check();
    MachineSpecs.checkNew(options.machine());
    var version = dokploy.version();
    if (version.compareTo(Version.OLDEST) < 0) {
      throw new ProblemException(
          new Problem.ServerTooOld(version.toString(), Version.OLDEST.toString()));
    }
    new RemoteServers(dokploy, options).check();
    Rights.checkNew(dokploy, options.machine(), this::hasProject);
    return line(version, options.server());
  }

  private boolean hasProject() {
    return !dokploy.projects().named(options.project()).isEmpty();
  }

  static String line(Version version, URI server) {
    String accepted = "Dokploy " + version + " at " + server + " accepts the token.";
    return isOpen(server)
        ? accepted
            + " The address begins with http: whoever is on the way to it can read the token, which is"
            + " worth the whole server; an https address is safe."
        : accepted;
  }

  /** Without TLS, and not on this computer. */
  private static boolean isOpen(URI server) {
    return "http".equalsIgnoreCase(server.getScheme())
        && !String.valueOf(server.getHost()).matches("localhost|127(\\.\\d+){3}|\\[::1]");
  }
}
