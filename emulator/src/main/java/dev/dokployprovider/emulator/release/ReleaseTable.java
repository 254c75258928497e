package dev.dokployprovider.emulator.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A resource of sections of lines, each line with the first release that has it, the first release
 * that has it no more ({@code -}: always), and a text. Lines that begin with # are comments.
 */
public final class ReleaseTable {
  private ReleaseTable() {}

  /** The texts that hold in a release, by section, both in the resource's order. */
  public static Map<String, List<String>> read(Class<?> owner, String resource, Release release) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = new ArrayList<>();
    for (String line : text(owner, resource).lines().toList()) {
      if (line.startsWith("[")) {
        section = new ArrayList<>();
        sections.put(line.substring(1, line.length() - 1), section);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(" +", 3);
        if (isIn(parts[0], parts[1], release)) {
          section.add(parts[2]);
        }
      }
    }
    return sections;
  }

  private static boolean isIn(String since, String until, Release release) {
    return (since.equals("-") || release.compareTo(Release.parse(since).orElseThrow()) >= 0)
        && (until.equals("-") || release.compareTo(Release.parse(until).orElseThrow()) < 0);
  }

  private static String text(Class<?> owner, String resource) {
    try (var in = owner.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
