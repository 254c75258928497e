package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of a log that comes in pieces. */
class RedactedLinesTest {
  @TempDir Path folder;

  @Test
  void a_line_is_reported_when_it_is_whole_and_the_last_one_at_the_end() {
    assertThat(told("a\nb", "c\nd")).containsExactly("a", "bc", "d");
  }

  @Test
  void the_line_ends_of_a_terminal_make_no_empty_lines() {
    assertThat(told("a\r\r\nb\r\n\nc\n")).containsExactly("a", "b", "", "c");
  }

  @Test
  void a_private_key_is_blanked_in_however_many_pieces_it_comes() {
    assertThat(told("a\n-----BEGIN PRIVATE KEY-----\nAA", "BB\n-----END PRIVATE KEY-----\nb\n"))
        .containsExactly("a", "[private key]", "b");
  }

  @Test
  void a_line_that_does_not_end_is_dropped_and_what_follows_is_reported() {
    String part = "x".repeat(LineBuffer.LONGEST / 2);
    assertThat(told("a\n", part, part, "token=abc", part, "\nb\n"))
        .containsExactly("a", "[a line that is too long]", "b");
    assertThat(told(part, part, part)).containsExactly("[a line that is too long]");
  }

  @Test
  void a_private_key_that_begins_in_a_dropped_line_is_blanked() {
    String part = "x".repeat(LineBuffer.LONGEST + 1);
    assertThat(told(part + "-----BEGIN PRIVATE KEY-----\nAA\n", "-----END PRIVATE KEY-----\nb\n"))
        .containsExactly("[a line that is too long]", "[private key]", "b");
    assertThat(
            told(part, "-----BEGIN PRIV", "ATE KEY-----\nAA\n", "-----END PRIVATE KEY-----\nb\n"))
        .containsExactly("[a line that is too long]", "[private key]", "b");
  }

  private List<String> told(String... pieces) {
    var lines = new ArrayList<String>();
    var whole = new RedactedLines(new FakeDokploy().context(folder, new StoppedTime()), lines::add);
    for (String piece : pieces) {
      whole.add(piece);
    }
    whole.end();
    return lines;
  }
}
