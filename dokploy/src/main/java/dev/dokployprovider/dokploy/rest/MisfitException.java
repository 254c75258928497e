package dev.dokployprovider.dokploy.rest;

import java.io.Serial;

/** An answer that is JSON but not what the call gives. */
final class MisfitException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  MisfitException(String what) {
    super(what);
  }
}
