package dev.dokployprovider.dokploy;

import java.util.Optional;

/**
 * One deployment of a service.
 *
 * @param logPath the log's path on the server; empty when it could not be made
 * @param errorMessage set only when the log could not be made (docs/reference/dokploy.md §2.5)
 * @param createdAt ISO 8601, as Dokploy writes it
 */
public record Deployment(
    String id,
    String title,
    Status status,
    String logPath,
    Optional<String> errorMessage,
    String createdAt) {

  /** Dokploy's words; {@code CANCELLED} since 0.25.4. */
  public enum Status {
    RUNNING,
    DONE,
    ERROR,
    CANCELLED,
    /** A word that this client does not know. */
    UNKNOWN
  }
}
