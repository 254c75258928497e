package dev.dokployprovider.dokploy;

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

  /** Ends the following. */
  @Override
  void close();
}
