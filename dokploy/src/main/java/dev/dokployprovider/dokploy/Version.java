package dev.dokployprovider.dokploy;

import java.util.Optional;
import java.util.regex.Pattern;

/** A release of Dokploy, such as 0.30.2. A suffix ({@code -canary.1}) does not count. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?:[-+.].*)?");

  /** The oldest release that the provider works with. */
  public static final Version OLDEST = new Version(0, 22, 7);

  /** The newest release that the client was checked against; a newer one is treated like it. */
  public static final Version NEWEST = new Version(0, 30, 2);

  /** Reads {@code 0.30.2} or {@code v0.30.2}; empty when the text is no version. */
  public static Optional<Version> parse(String text) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Version(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3))));
  }

  public boolean isAtLeast(int major, int minor, int patch) {
    return compareTo(new Version(major, minor, patch)) >= 0;
  }

  @Override
  public int compareTo(Version other) {
    int byMajor = Integer.compare(major, other.major);
    int byMinor = Integer.compare(minor, other.minor);
    return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
