package dev.dokployprovider.provider.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        // the line; its indent; the terminal; what is printed, / between lines
        "\"name one two\"; 5; 80; \"name one two\"",
        "\"name one two three four five\"; 5; 28; \"name one two three four five\"",
        "\"name one two three four five\"; 5; 27; \"name one two three four/     five\"",
        "\"     one two three four five six\"; 5; 25; \"     one two three four/     five six\"",
        "\"name https://example.com/a-long-word end\"; 5; 25;"
            + " \"name https://example.com/a-long-word/     end\"",
        "\"name https://example.com/a-long-word\"; 5; 25; \"name https://example.com/a-long-word\"",
        // too narrow to be folded
        "\"name one two three four five\"; 5; 24; \"name one two three four five\"",
      })
  void a_text_is_folded_between_words(String line, int indent, int columns, String lines) {
    String expected = lines.replace("https://example.com/a", "https:##example.com#a");
    assertThat(
            String.join(
                "/",
                FoldedText.of(
                    line.replace("https://example.com/a", "https:##example.com#a"),
                    indent,
                    columns)))
        .isEqualTo(expected);
  }

  @Test
  void what_is_no_terminal_has_no_bound() {
    String line = "a word ".repeat(1000).strip();
    assertThat(FoldedText.of(line, 2, Integer.MAX_VALUE / 2)).containsExactly(line);
  }
}
