package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.regex.Pattern;

/** The name of an image: {@code [HOST[:PORT]/]PATH[:TAG][@DIGEST]}, as distribution defines it. */
final class ImageReference {
  private static final String HOST =
      "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*";
  private static final String PATH = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:%s(?::\\d{1,5})?/)?%s(?:/%s)*(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?"
              .formatted(HOST, PATH, PATH));

  private ImageReference() {}

  /**
   * @throws InvalidSpecException if the text names no image that a machine can be built from
   */
  static void check(String text) {
    // "scratch" is Docker's word for no image at all.
    if (text.length() > 400 || text.equals("scratch") || !REFERENCE.matcher(text).matches()) {
      throw new InvalidSpecException(
          Option.DOKPLOY_MACHINE_IMAGE,
          "\"" + text + "\" is not the name of an image, such as debian:12 or ghcr.io/me/base:1.2");
    }
  }
}
