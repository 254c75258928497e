package dev.dokployprovider.provider.people;

import java.util.Locale;

/** Whose log it is. */
enum LogSource {
  /** The build and the start, as Dokploy has kept them. */
  DEPLOYMENT,
  /** All that the machine's container prints: its own start, and its SSH server. */
  CONTAINER,
  /** Of the container's lines those of the SSH server. */
  SSHD,
  /** The machine's own Docker. */
  DOCKERD;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
