package dev.dokployprovider.provider.people.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the user's ssh configuration says of other hosts, with the files that it includes: ours
 * comes first, and would take a name away from them.
 *
 * @param names that Host lines give
 * @param files that are included, as far as they are there
 */
record OtherHosts(Set<String> names, List<Path> files) {
  private static final int DEEPEST = 16;

  private static final Pattern HOST = Pattern.compile("(?i)\\s*Host[\\s=]+(.+)");
  private static final Pattern INCLUDE = Pattern.compile("(?i)\\s*Include[\\s=]+(.+)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  OtherHosts {
    names = Set.copyOf(names);
    files = List.copyOf(files);
  }

  /**
   * Reads the included files; one that can't be read says nothing.
   *
   * @param text of the user's configuration without our lines
   * @param home the folder with {@code .ssh} in it
   * @param ours the file whose names are our own, whichever file includes it
   */
  static OtherHosts in(String text, Path home, Path ours) {
    var found = new OtherHosts.Finding(home, ours, new TreeSet<>(), new ArrayList<>());
    found.read(text, 0);
    return new OtherHosts(found.names(), found.files());
  }

  private record Finding(Path home, Path ours, Set<String> names, List<Path> files) {

    void read(String text, int depth) {
      for (String line : text.lines().toList()) {
        var host = HOST.matcher(line);
        var include = INCLUDE.matcher(line);
        if (host.matches()) {
          words(host.group(1)).stream()
              .filter(word -> !word.matches(".*[*?!].*"))
              .forEach(names::add);
        } else if (include.matches() && depth < DEEPEST) {
          words(include.group(1)).forEach(word -> include(word, depth));
        }
      }
    }

    private void include(String word, int depth) {
      for (Path file : matching(word)) {
        if (!files.contains(file)) {
          try {
            if (Files.exists(ours) && Files.isSameFile(file, ours)) {
              continue;
            }
            files.add(file);
            read(Files.readString(file, StandardCharsets.ISO_8859_1), depth + 1);
          } catch (IOException | UncheckedIOException untold) {
            // ssh itself says what it thinks of that.
          }
        }
      }
    }

    /** As ssh reads it: relative to ~/.ssh; patterns only in the last name. */
    private List<Path> matching(String word) {
      try {
        Path path =
            word.startsWith("~/")
                ? home.resolve(word.substring(2))
                : home.resolve(".ssh").resolve(word);
        Path folder = path.getParent();
        Path name = path.getFileName();
        if (folder == null || name == null) {
          return List.of();
        }
        var found = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder, name.toString())) {
          all.forEach(found::add);
        }
        return found;
      } catch (IOException | DirectoryIteratorException | IllegalArgumentException none) {
        return List.of();
      }
    }
  }

  private static List<String> words(String text) {
    return WORD.matcher(text)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }
}
