package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolledTailTest {
  @Test
  void each_look_gives_what_is_new() {
    var tail = reading("a\n", "a\nb\n", "a\nb\n", "a\nb\nc\nd");
    assertThat(tail.more()).isEqualTo("a\n");
    assertThat(tail.more()).isEqualTo("b\n");
    assertThat(tail.more()).isEmpty();
    assertThat(tail.more()).isEqualTo("c\nd");
  }

  @Test
  void lines_that_were_overtaken_by_the_log_are_left_out_and_none_is_repeated() {
    var tail = reading("a\nb\n", "b\nc\n");
    assertThat(tail.more()).isEqualTo("a\nb\n");
    assertThat(tail.more()).isEqualTo("b\nc\n");
  }

  /** Whatever the log holds and however it grows, its parts make up the whole. */
  @Test
  void the_parts_make_up_the_log() {
    long seed = Long.getLong("soak.seed", 20_261_128);
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      var log = new StringBuilder();
      var looks = new ArrayDeque<String>();
      for (int look = 0; look < 20; look++) {
        for (int line = random.nextInt(3); line > 0; line--) {
          log.append("line ").append(log.length()).append('\n');
        }
        looks.add(log.toString());
      }
      int count = looks.size();
      var tail = new PolledTail(looks::remove);
      var seen = new StringBuilder();
      for (int look = 0; look < count; look++) {
        seen.append(tail.more());
      }
      assertThat(seen.toString()).as("seed %d, round %d", seed, round).isEqualTo(log.toString());
    }
  }

  @Test
  void a_log_that_can_not_be_read_has_nothing_new_and_is_soon_left_alone() {
    int[] calls = {0};
    var tail =
        new PolledTail(() -> {
          calls[0]++;
          throw new DokployException(new Failure.Unsupported("deployment.readLogs"));
        });
    for (int i = 0; i < 10; i++) {
      assertThat(tail.more()).isEmpty();
    }
    assertThat(calls[0]).isEqualTo(3);
  }

  private static PolledTail reading(String... looks) {
    Deque<String> left = new ArrayDeque<>(Arrays.asList(looks));
    return new PolledTail(left::remove);
  }
}
