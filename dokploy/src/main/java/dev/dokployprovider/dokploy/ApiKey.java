package dev.dokployprovider.dokploy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What Dokploy tells of the key that calls it (docs/reference/dokploy.md §1.2).
 *
 * @param limit how often it may be checked; empty for any number
 * @param expires empty for never
 */
public record ApiKey(Optional<Limit> limit, Optional<Instant> expires) {

  /**
   * A limit of checks, of which each call makes two.
   *
   * @param checks so many
   * @param each in so long
   */
  public record Limit(int checks, Duration each) {}
}
