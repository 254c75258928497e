package dev.dokployprovider.provider.recipe.model;

import java.util.Locale;

/** How the machine runs Docker inside, and so what it may do to its server. */
public enum DockerMode {
  /** Docker in a privileged container: everything works, and root on it is root on the server. */
  PRIVILEGED,
  /** Docker in a container of the Sysbox runtime, which the server must have. */
  SYSBOX,
  /** Docker in a user namespace of the container's own, without privileges on the server. */
  ROOTLESS,
  /** No Docker: an ordinary container, for SSH only. DevPod's workspaces need Docker. */
  NONE;

  /** The name in options and in the machine's environment. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
