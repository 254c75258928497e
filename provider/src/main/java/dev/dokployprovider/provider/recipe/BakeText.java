package dev.dokployprovider.provider.recipe;

import java.util.regex.Pattern;

/**
 * How texts of the user's get through a build. Newer releases of Compose hand it to Docker's bake
 * (docker/compose issues 13258, 13259 and 13269), for which <code>${</code> and <code>%{</code>
 * begin a template. Which of them Compose escapes, and whether it doubles other dollar signs
 * (2.40.0), changes from release to release: what has neither of the two arrives from all of them,
 * but for the doubling, which setup.sh sees.
 */
final class BakeText {
  private static final Pattern TEMPLATE = Pattern.compile("([$%])(_*\\{)");

  private BakeText() {}

  /** With one more underscore where a template would begin; setup.sh takes it out again. */
  static String script(String text) {
    return TEMPLATE.matcher(text).replaceAll("$1_$2");
  }

  /** The address of a proxy, which has other words for such signs. */
  static String address(String text) {
    return text.replace("$", "%24").replace("{", "%7B");
  }
}
