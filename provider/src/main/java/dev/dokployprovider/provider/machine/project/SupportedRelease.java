package dev.dokployprovider.provider.machine.project;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;

/** Whether this provider works with the release of a Dokploy. */
public final class SupportedRelease {
  private SupportedRelease() {}

  /**
   * Asked before the first call whose form depends on the release, it costs no call of its own.
   *
   * @throws ProblemException where the release is too old: its answers would be misread, or its
   *     errors say nothing of the cause
   */
  public static Version check(Dokploy dokploy) {
    var version = dokploy.version();
    if (version.compareTo(Version.OLDEST) < 0) {
      throw new ProblemException(
          new Problem.ServerTooOld(version.toString(), Version.OLDEST.toString()));
    }
    return version;
  }
}
