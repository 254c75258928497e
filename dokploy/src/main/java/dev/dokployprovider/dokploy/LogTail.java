package dev.dokployprovider.dokploy;

import java.util.Optional;

/** A log that is followed while it grows. Nothing here fails: a lost log has nothing new. */
public interface LogTail extends AutoCloseable {
  /** The log of a deployment that has none. */
  LogTail NOTHING =
      new LogTail() {
        @Override
        public String more() {
          return "";
        }

        @Override
        public void close() {}
      };

  /** What was written since the last call, from the beginning at first; perhaps half a line. */
  String more();

  /** Why nothing more will come, in words; empty while more may come, or it is not known. */
  default Optional<String> end() {
    return Optional.empty();
  }

  /**
   * Whether the other side has shown in the last seconds that it is there, so that silence means
   * that nothing was written. False also where that is not known.
   */
  default boolean isAlive() {
    return false;
  }

  /** Ends the following. */
  @Override
  void close();
}
