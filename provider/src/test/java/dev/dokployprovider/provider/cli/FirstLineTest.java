package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FirstLineTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(terminal, true, StandardCharsets.UTF_8);

  @Test
  void what_is_written_first_takes_the_place_of_an_open_line_on_whichever_stream() {
    var first = new FirstLine(stream, true);
    var out = first.before(stream);
    var err = first.before(stream);

    stream.print("  Checking ...");
    out.println("answer");
    err.println("note");

    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .isEqualTo("  Checking ...\r\u001B[2Kanswer\nnote\n");
  }

  @Test
  void a_line_that_is_ended_stays() {
    new FirstLine(stream, false).before(stream).println("answer");

    assertThat(terminal.toString(StandardCharsets.UTF_8)).isEqualTo("answer\n");
  }
}
