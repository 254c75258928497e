package dev.dokployprovider.provider.machine.backup;

import java.util.Locale;

/** Numbers of bytes for people. */
final class Sizes {
  private static final String UNITS = "kMGT";

  private Sizes() {}

  /** Such as 1.2 GB. */
  static String of(long bytes) {
    double number = bytes;
    int unit = -1;
    while (number >= 1000 && unit < UNITS.length() - 1) {
      number /= 1000;
      unit++;
    }
    return unit < 0
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f %cB", number, UNITS.charAt(unit));
  }
}
