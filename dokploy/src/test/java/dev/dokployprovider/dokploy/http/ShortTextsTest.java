package dev.dokployprovider.dokploy.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortTextsTest {
  private final long seed = Long.getLong("soak.seed", 20_261_128);
  private final Random random = new Random(seed);

  @Test
  void short_texts_and_all_else_stay_as_they_are() throws IOException {
    String json = "{\"a\\\"b\":[1,true,null,\"\\u00e4\\\\\",\"\u20ac\"],\"c\":{}} ";
    assertThat(shortened(json)).isEqualTo(json);
    String page = "<html>\"not closed " + "x".repeat(100);
    assertThat(shortened(page)).isEqualTo(page);
  }

  @Test
  void of_a_long_text_the_beginning_stays_and_what_follows_is_whole() throws IOException {
    var json = Json.parse(shortened("[\"" + "ab\\\"\\n".repeat(5000) + "\",\"end\"]"));
    assertThat(json.items().getFirst().textOrEmpty()).startsWith("ab\"\nab").hasSizeLessThan(1010);
    assertThat(json.items().getLast().textOrEmpty()).isEqualTo("end");
  }

  @Test
  void a_text_is_cut_behind_the_longest_that_is_kept() throws IOException {
    String kept = "x".repeat(ShortTexts.LONGEST);
    assertThat(shortened("[\"" + kept + "\"]")).isEqualTo("[\"" + kept + "\"]");
    for (String more : new String[] {"x", " ", " x", "xyz"}) {
      assertThat(shortened("[\"" + kept + more + "\"]")).isEqualTo("[\"" + kept + "\"]");
    }
  }

  @Test
  void it_is_read_byte_by_byte_too() throws IOException {
    String json = "{\"a\":\"\u00e4\u20ac\",\"b\":\"" + "y".repeat(2000) + "\"}";
    var bytes = new ByteArrayOutputStream();
    try (var in = new ShortTexts(new ByteArrayInputStream(json.getBytes(UTF_8)))) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        bytes.write(next);
      }
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(new byte[1], 0, 0)).isZero();
    }
    assertThat(bytes.toString(UTF_8)).isEqualTo(shortened(json)).hasSizeLessThan(1050);
  }

  /** Whatever is in it, it is JSON afterwards, with the beginnings of the same texts. */
  @Test
  void no_character_is_cut_in_two() throws IOException {
    String[] pieces = {
      "a",
      "\u00e4",
      "\u20ac",
      "\ud83d\ude00",
      "\\n",
      "\\\"",
      "\\\\",
      "\\u00e4",
      "\\ud83d\\ude00",
      "u",
      "\\u0075"
    };
    for (int i = 0; i < 300; i++) {
      var text = new StringBuilder("x".repeat(ShortTexts.LONGEST - random.nextInt(30)));
      for (int j = 0; j < 60; j++) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      // Wherever the pieces end, here at the latest it can be cut.
      text.append("y".repeat(1000));
      String whole = "[\"" + text + "\",\"end\"]";
      var before = Json.parse(whole).items();
      var after = Json.parse(shortened(whole)).items();
      assertThat(before.getFirst().textOrEmpty())
          .as("seed %d", seed)
          .startsWith(after.getFirst().textOrEmpty());
      assertThat(after.getFirst().textOrEmpty())
          .hasSizeBetween(950, ShortTexts.LONGEST + 2 * 60 + 2);
      assertThat(after.getLast()).isEqualTo(before.getLast());
    }
  }

  private String shortened(String json) throws IOException {
    var bytes = new ByteArrayInputStream(json.getBytes(UTF_8));
    var inPieces =
        new InputStream() {
          @Override
          public int read() {
            return bytes.read();
          }

          @Override
          public int read(byte[] into, int from, int count) {
            return bytes.read(into, from, Math.min(count, 1 + random.nextInt(7)));
          }
        };
    try (var in = new ShortTexts(inPieces)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
