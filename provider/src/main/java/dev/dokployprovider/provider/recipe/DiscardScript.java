package dev.dokployprovider.provider.recipe;

/** The script that ends a machine of which nothing is kept. */
public final class DiscardScript {
  private static final String TEXT = Resources.text("discard.sh");

  private DiscardScript() {}

  /** A text for a POSIX shell on the machine. */
  public static String command() {
    return TEXT;
  }
}
