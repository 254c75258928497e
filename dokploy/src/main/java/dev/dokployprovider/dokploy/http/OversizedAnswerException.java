package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.io.Serial;

/** The answer's body is larger than any that Dokploy gives. */
public final class OversizedAnswerException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final int megabytes;

  /** More than {@code limit} bytes. */
  OversizedAnswerException(int limit) {
    super("the answer is larger than " + (limit >> 20) + " MB");
    this.megabytes = limit >> 20;
  }

  /** What it has more than. */
  public int megabytes() {
    return megabytes;
  }
}
