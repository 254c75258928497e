package dev.dokployprovider.provider.machine.overview;

import java.time.Instant;
import java.util.Optional;

/**
 * A machine as the list shows it.
 *
 * @param state a word as `status` prints it; {@code Unknown} where its server can't be reached
 * @param note what else is to be said of the state; may be empty
 * @param server the remote server's name; empty for Dokploy's own
 * @param owner whose it is
 * @param made when it was deployed first; empty where it never was
 * @param bytes how large its volumes are; empty where that was not asked, or is not told
 */
public record MachineRow(
    String name,
    String state,
    String note,
    Optional<String> server,
    Owner owner,
    Optional<Instant> made,
    Optional<Long> bytes) {

  /** Whose a machine is. */
  public enum Owner {
    YOU,
    OTHER,
    /** Of the Go prototype, which wrote no owner. */
    UNKNOWN
  }
}
