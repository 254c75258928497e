package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command line of ours in the docs is one that the program understands. */
class VerbsPageTest {
  private static final String PROGRAM = "dokploy-provider ";
  private static final Path DOCS = Path.of("../docs");

  static Stream<String> commands() throws IOException {
    List<Path> pages;
    try (var files = Files.list(DOCS)) {
      pages = files.filter(file -> file.toString().endsWith(".md")).toList();
    }
    var all = new ArrayList<String>();
    for (Path page : pages) {
      Files.readAllLines(page).stream()
          .filter(line -> line.startsWith("    " + PROGRAM))
          .map(line -> line.strip().replaceFirst(" [<|].*$", ""))
          .distinct()
          .forEach(all::add);
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_command_line_of_the_docs_is_understood(String line) {
    String[] words = line.substring(PROGRAM.length()).split(" ", -1);
    assertThatCode(() -> Typed.commandLine(new Desk(Path.of("/nowhere")).kit()).parseArgs(words))
        .as(Arrays.toString(words))
        .doesNotThrowAnyException();
  }

  @Test
  void every_verb_has_a_command_line_in_the_docs() throws IOException {
    var lines = commands().toList();
    TypedTest.verbs().stream()
        .filter(verb -> !verb.equals("version"))
        .forEach(verb ->
            assertThat(lines)
                .as(verb)
                .anyMatch(line ->
                    line.equals(PROGRAM + verb)
                        || line.startsWith(PROGRAM + verb + " ")
                        || line.contains("<(" + PROGRAM + verb)));
  }
}
