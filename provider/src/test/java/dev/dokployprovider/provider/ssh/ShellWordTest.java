package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

  @Test
  void a_shell_reads_every_word_as_it_was() throws IOException {
    long seed = Long.getLong("soak.seed", 20_261_128);
    var random = new Random(seed);
    String alphabet = "ab /.$`'*?~#=[](){}<>|&;%é-";
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      var word = new StringBuilder();
      for (int left = random.nextInt(12); left >= 0; left--) {
        word.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      words.add(word.toString());
    }
    String line = String.join(" ", words.stream().map(ShellWord::quote).toList());

    RunResult result =
        Programs.run(
            List.of("sh", "-c", "exec printf '%s\\n' " + line),
            Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8"),
            Duration.ofMinutes(1));

    assertThat(result.stdout().lines().toList()).as("seed %d", seed).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\\b", "a\"b", "a!b", "\u0000"})
  void what_shells_read_differently_is_refused(String word) {
    assertThatThrownBy(() -> ShellWord.quote(word)).isInstanceOf(IllegalArgumentException.class);
  }
}
