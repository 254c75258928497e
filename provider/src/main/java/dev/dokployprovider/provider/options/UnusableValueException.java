package dev.dokployprovider.provider.options;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that an option can't have, and perhaps the one that is meant. */
final class UnusableValueException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable String meant;

  UnusableValueException(String why) {
    super(why);
    this.meant = null;
  }

  UnusableValueException(String why, String meant) {
    super(why);
    this.meant = meant;
  }

  /** A value to set instead. */
  Optional<String> meant() {
    return Optional.ofNullable(meant);
  }
}
