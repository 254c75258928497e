package dev.dokployprovider.provider.recipe;

import java.util.Optional;
import java.util.regex.Pattern;

/** The base image as a build knew it: by its digest, which names one image forever. */
public final class BaseImage {
  /** What BuildKit calls the first stage of a machine's image, in the log of a build. */
  private static final Pattern FROM =
      Pattern.compile("(?m)^#\\d+ \\[[a-z0-9_-]*\\s*1/\\d+] FROM \\S+@(sha256:[0-9a-f]{64})\\s*$");

  private BaseImage() {}

  /**
   * The image with its digest; empty where the log does not tell it, as when the server had the
   * image already and so asked no registry.
   *
   * @param image as the user named it
   * @param log of the build
   */
  public static Optional<String> of(String image, String log) {
    return image.contains("@")
        ? Optional.empty()
        : FROM.matcher(log).results().findFirst().map(found -> image + "@" + found.group(1));
  }

  /** Whether {@code base} is that image with its digest. */
  public static boolean isOf(String image, String base) {
    return base.matches(Pattern.quote(image) + "@sha256:[0-9a-f]{64}");
  }

  /** The image without its digest. */
  public static String name(String base) {
    return base.replaceFirst("@.*", "");
  }

  /** The digest of an image that has one, or the text itself. */
  public static String digest(String base) {
    return base.substring(base.indexOf('@') + 1);
  }
}
