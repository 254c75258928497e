package dev.dokployprovider.provider.machine.project;

import dev.dokployprovider.dokploy.Service;
import java.util.Collection;

/**
 * Which of the creates goes on that made the same machine at the same moment, on computers that
 * know nothing of each other. Each makes its service first and looks afterwards, and goes on only
 * where it sees no other: so no two ever do, whatever the order of their calls. The order of the
 * ids only settles who of them waits for the others to go.
 */
enum CreatePrecedence {
  /** There is no other. */
  GOES_ON,
  /** The others give way when they look; one that looked too early goes on. */
  WAITS,
  GIVES_WAY;

  /**
   * The decision of the one that made {@code mine}.
   *
   * @param others the owner's other services of that machine's name, made elsewhere
   */
  static CreatePrecedence of(Service mine, Collection<Service> others) {
    if (others.isEmpty()) {
      return GOES_ON;
    }
    boolean first =
        others.stream()
            .allMatch(other -> isNew(other) && mine.composeId().compareTo(other.composeId()) < 0);
    return first ? WAITS : GIVES_WAY;
  }

  /** Whether no run has gone on with it: that takes the id of its create out. */
  private static boolean isNew(Service service) {
    return Ownership.run(service.description()).isPresent();
  }
}
