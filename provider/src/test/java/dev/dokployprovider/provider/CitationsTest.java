package dev.dokployprovider.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comments cite of Dokploy and DevPod is in this repository, under the heading they name. */
class CitationsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of("dokploy", "emulator", "e2e", "launcher", "provider");
  private static final Pattern HEADING =
      Pattern.compile("^##+ (\\d+(?:\\.\\d+)?)\\.? ", Pattern.MULTILINE);

  /** A page and the sections that follow it, over the ends of comments' lines. */
  private static final Pattern CITATION =
      Pattern.compile("docs/reference/(\\w+)\\.md((?:[\\s*/,]*(?:and )?§\\d+(?:\\.\\d+)?)*)");

  private static final Pattern SECTION = Pattern.compile("§(\\d+(?:\\.\\d+)?)");

  /** A name of a page that no one has but those who wrote it. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("(dokploy-api|dokploy-observed|devpod-contract)\\.md");

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }

  private static Set<String> headings(String page) throws IOException {
    Set<String> headings = new HashSet<>();
    Matcher heading =
        HEADING.matcher(Files.readString(ROOT.resolve("docs/reference/" + page + ".md")));
    while (heading.find()) {
      headings.add(heading.group(1));
    }
    return headings;
  }

  @Test
  void every_citation_names_a_page_and_a_heading_that_are_here() throws IOException {
    Set<String> missing = new TreeSet<>();
    int found = 0;
    for (Path source : sources()) {
      if (source.endsWith("CitationsTest.java")) {
        continue;
      }
      String text = Files.readString(source);
      if (ELSEWHERE.matcher(text).find()) {
        missing.add(source + " cites a page that is not in this repository");
      }
      Matcher citation = CITATION.matcher(text);
      while (citation.find()) {
        Matcher section = SECTION.matcher(citation.group(2));
        Set<String> headings = headings(citation.group(1));
        while (section.find()) {
          found++;
          if (!headings.contains(section.group(1))) {
            missing.add(source + ": " + citation.group(1) + ".md §" + section.group(1));
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(found).isGreaterThan(100);
  }
}
