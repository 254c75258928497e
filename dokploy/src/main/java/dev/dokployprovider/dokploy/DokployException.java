package dev.dokployprovider.dokploy;

import java.io.Serial;

/** A call that did not end well; {@link #failure} says how. Its message never holds the token. */
public final class DokployException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public DokployException(Failure failure) {
    super(failure.toString());
    this.failure = failure;
  }

  public DokployException(Failure failure, Throwable cause) {
    super(failure.toString(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
