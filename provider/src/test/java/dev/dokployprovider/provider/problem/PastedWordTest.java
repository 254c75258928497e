package dev.dokployprovider.provider.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedWordTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "far,                far",
        "/home/me/web.backup, /home/me/web.backup",
        "far away,           'far away'",
        "Dokploy's,          'Dokploy'\\''s'",
        "$(id),              '$(id)'",
        "~/a,                '~/a'",
        "\"\",               ''",
      })
  void a_word_is_quoted_where_a_shell_would_read_it_otherwise(String text, String word) {
    assertThat(PastedWord.of(text)).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"far", "", "far away", "it's", "$HOME `id` \\ \"x\"", "*", "-a", "#1", "~", "!"})
  void a_shell_reads_the_word_as_it_is(String text) throws Exception {
    var shell =
        new ProcessBuilder("sh", "-c", "printf %s " + PastedWord.of(text))
            .redirectErrorStream(true)
            .start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(text);
  }
}
