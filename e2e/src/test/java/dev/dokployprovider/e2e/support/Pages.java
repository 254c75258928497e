package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages that people read. */
public final class Pages {
  private Pages() {}

  /** Some of the root, and all of docs. */
  public static List<Path> all(String... ofRoot) throws IOException {
    var pages = new ArrayList<>(Stream.of(ofRoot).map(Programs.root()::resolve).toList());
    try (var docs = Files.list(Programs.root().resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }
}
