package dev.dokployprovider.dokploy.json;

import java.io.Serial;

/** A text that is not JSON. */
public final class JsonException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  JsonException(String what, int offset) {
    super(what + " at character " + offset);
  }
}
