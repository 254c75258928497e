package dev.dokployprovider.e2e.support;

import java.util.Collection;

/**
 * What was asked of Dokploy.
 *
 * @param bytes of the answers' bodies
 */
public record Traffic(long calls, long bytes) {
  public static Traffic sum(Collection<Traffic> parts) {
    return new Traffic(
        parts.stream().mapToLong(Traffic::calls).sum(),
        parts.stream().mapToLong(Traffic::bytes).sum());
  }

  /** The mean size of an answer, in bytes. */
  public long size() {
    return calls == 0 ? 0 : bytes / calls;
  }
}
