package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Secret;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final Secret TOKEN = new Secret("the-secret-token");

  @Test
  void colours_cursors_titles_and_frames_are_taken_away() {
    assertThat(
            lines(
                """
                \u001B[1;32mgreen\u001B[0m and plain
                \u001B]0;a title\u0007 shown \u001B[2K\u001B[1A\u001B(B
                ╔════════════════╗
                ║ App Name: x    ║
                ╚════════════════╝

                a\ttab
                """))
        .containsExactly("green and plain", "shown", "App Name: x", "a tab");
  }

  @Test
  void of_a_line_that_is_written_over_the_last_state_is_shown() {
    assertThat(lines("10%\r20%\r100%\r\nnext\r\n")).containsExactly("100%", "next");
  }

  @Test
  void a_long_line_is_cut() {
    assertThat(lines("x".repeat(1000))).hasSize(1).allMatch(line -> line.length() == 200);
  }

  @Test
  void the_token_is_not_shown_even_when_it_is_coloured_around() {
    assertThat(lines("key=the-secret-token \u001B[31mthe-secret-token\u001B[0m!"))
        .containsExactly("key=[secret] [secret]!");
  }

  /** Whatever a build prints, no line of it can move the cursor or make a line of its own. */
  @Test
  void no_text_reaches_the_terminal_with_controls() {
    long seed = Long.getLong("soak.seed", 20_261_128);
    var random = new SplittableRandom(seed);
    String pieces = "\u001B[]();0123456789ABCmK?\u0007\u0008\r\n\u009B\u0000 text║═";
    for (int round = 0; round < 2000; round++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      assertThat(lines(text.toString()))
          .as("seed %d, round %d", seed, round)
          .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
    }
  }

  private static List<String> lines(String text) {
    return LogLines.of(text, TOKEN, 200);
  }
}
