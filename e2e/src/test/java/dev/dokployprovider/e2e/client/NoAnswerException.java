package dev.dokployprovider.e2e.client;

import java.io.Serial;

/** The provider did not answer as a client wants it, in the time that a client gives it. */
final class NoAnswerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  NoAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
