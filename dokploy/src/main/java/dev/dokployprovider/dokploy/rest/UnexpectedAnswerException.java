package dev.dokployprovider.dokploy.rest;

import java.io.Serial;

/** An answer that is JSON but not what the call gives. */
final class UnexpectedAnswerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UnexpectedAnswerException(String what) {
    super(what);
  }
}
