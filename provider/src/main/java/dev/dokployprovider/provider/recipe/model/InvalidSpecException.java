package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that a machine cannot have. The message says why; it never holds a secret. */
public final class InvalidSpecException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Option option;

  InvalidSpecException(Option option, String reason) {
    super(reason);
    this.option = option;
  }

  /** Of a value that no option holds. */
  InvalidSpecException(String reason) {
    super(reason);
    this.option = null;
  }

  /** The option that holds it. */
  public Optional<Option> option() {
    return Optional.ofNullable(option);
  }
}
