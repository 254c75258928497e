package dev.dokployprovider.provider.machine.deployment;

/**
 * A log that comes in pieces: half a line waits for its other half, and half a private key, which
 * is left out as a whole.
 */
final class Pieces {
  private String rest = "";

  /** What can be read by itself by now. */
  String complete(String more) {
    String text = rest + more;
    int end = LogSecrets.endOfComplete(text);
    rest = text.substring(end);
    return text.substring(0, end);
  }

  /** What waits, when nothing more comes. */
  String rest() {
    String last = rest;
    rest = "";
    return last;
  }
}
