package dev.dokployprovider.provider.recipe.model;

/** A value that a machine cannot have. The message says why; it never holds a secret. */
public final class InvalidSpecException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final SpecField field;

  InvalidSpecException(SpecField field, String reason) {
    super(reason);
    this.field = field;
  }

  public SpecField field() {
    return field;
  }
}
