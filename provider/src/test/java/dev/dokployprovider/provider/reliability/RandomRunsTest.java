package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever two users do with their machines in whatever order, killed and with answers lost in
 * between, each machine is what its last verb made it, is there once, and can be deleted.
 */
class RandomRunsTest {
  /** How many sequences there are; {@code make soak} runs thousands. */
  private static final int RUNS = Integer.getInteger("soak.runs", 200);

  /**
   * Of the first sequence; the next one has the next number. Always the same here, so that a change
   * is judged by itself; {@code make soak} draws one.
   */
  private static final long SEED = Long.getLong("soak.seed", 20_261_128);

  @TempDir Path home;

  @Test
  void each_machine_is_what_its_last_verb_made_it() throws IOException {
    for (long seed = SEED; seed < SEED + RUNS; seed++) {
      var folder = home.resolve(Long.toString(seed));
      String again = "To see it again: -Dsoak.seed=" + seed + " -Dsoak.runs=1";
      try {
        assertThat(new RandomRuns(seed, folder).run()).as(again).isEmpty();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(again + "\n" + e.getMessage(), e);
      }
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
