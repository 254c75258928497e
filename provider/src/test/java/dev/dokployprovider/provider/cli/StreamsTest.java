package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How progress is shown: each standard stream may be a terminal or not. */
class StreamsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({
    // terminals, TERM=dumb, DOKPLOY_PROGRESS, what is written to standard error and output
    "012, false, '', LIVE, NOTHING",
    "2,   false, '', LIVE, NOTHING",
    "01,  false, '', PLAIN, NOTHING",
    "'',  false, '', PLAIN, NOTHING",
    "012, true,  '', PLAIN, NOTHING",
    "012, false, plain, PLAIN, NOTHING",
    "012, false, quiet, NOTHING, NOTHING",
    "012, false, json, NOTHING, JSON",
    "'',  false, json, NOTHING, JSON",
    "012, false, colourful, LIVE, NOTHING",
  })
  void progress_is_shown_as_its_stream_can_bear_and_as_the_user_asks(
      String terminals, boolean dumb, String form, String onErr, String onOut) {
    var streams = new Streams(stream(out), stream(err), Terminals.of(terminals), dumb, false);
    streams.progress(Map.of("DOKPLOY_PROGRESS", form, "COLUMNS", "80")).step("a", "A", () -> {});
    assertThat(kind(err)).isEqualTo(onErr);
    assertThat(kind(out)).isEqualTo(onOut);
  }

  @Test
  void a_word_beside_the_progress_stands_in_a_line_of_its_own() {
    new Streams(stream(out), stream(err), Terminals.of("2"), false, false).say("Interrupted");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("\r\u001B[2KInterrupted\n");
    err.reset();
    new Streams(stream(out), stream(err), Terminals.NONE, false, false).say("Interrupted");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("Interrupted\n");
  }

  @Test
  void the_user_can_be_asked_also_where_standard_output_is_a_file() {
    assertThat(Terminals.of("02").person()).isTrue();
    assertThat(Terminals.of("12").person()).isFalse();
    assertThat(Terminals.of("01").person()).isFalse();
  }

  private static String kind(ByteArrayOutputStream bytes) {
    String text = bytes.toString(StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      return "NOTHING";
    }
    return text.startsWith("{\"time\":") ? "JSON" : text.startsWith("\r\u001B") ? "LIVE" : "PLAIN";
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
