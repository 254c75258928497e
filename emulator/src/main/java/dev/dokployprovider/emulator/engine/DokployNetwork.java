package dev.dokployprovider.emulator.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/**
 * The network that Dokploy's set-up makes on every server, for Traefik and the apps that it leads
 * to. Here it is made when a service first asks for it, and is shared with other emulators on the
 * same engine.
 */
final class DokployNetwork {
  static final String NAME = "dokploy-network";
  private static final String LABEL = "dev.dokployprovider.emulator";

  /** A service's list of networks has it; the mere declaration does not need it. */
  private static final Pattern USED =
      Pattern.compile("^\\s*- [\"']?" + NAME + "[\"']?\\s*$", Pattern.MULTILINE);

  private final DockerCommand docker;
  private volatile boolean wanted;

  DokployNetwork(DockerCommand docker) {
    this.docker = docker;
  }

  void ensureFor(ComposeProject project) throws InterruptedException {
    if (!isUsedBy(project)) {
      return;
    }
    wanted = true;
    if (docker.run("network", "inspect", NAME).worked()) {
      return;
    }
    docker.run("network", "create", "--attachable", "--label", LABEL, NAME);
  }

  private static boolean isUsedBy(ComposeProject project) {
    try {
      return USED.matcher(Files.readString(project.file())).find();
    } catch (IOException notDeployed) {
      return false;
    }
  }

  /**
   * Removes it where this one used it, an emulator has made it, and no container, running or not,
   * has it.
   */
  void removeUnused() throws InterruptedException {
    boolean ours =
        wanted
            && docker
                .run("network", "inspect", "--format", "{{json .Labels}}", NAME)
                .stdout()
                .contains(LABEL);
    if (ours && docker.run("ps", "-aq", "--filter", "network=" + NAME).stdout().isBlank()) {
      docker.run("network", "rm", NAME);
    }
  }
}
