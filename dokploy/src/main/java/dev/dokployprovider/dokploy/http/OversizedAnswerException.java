package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.io.Serial;

/** The answer's body is larger than any that Dokploy gives. */
public final class OversizedAnswerException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  OversizedAnswerException(int limit) {
    super("the answer is larger than " + (limit >> 20) + " MB");
  }
}
