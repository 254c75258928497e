package dev.dokployprovider.provider.machine.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void one_at_a_time_has_the_lock() {
    var file = folder.resolve("locks").resolve("one");
    var first = FolderLock.tryTake(file).orElseThrow();
    assertThat(FolderLock.tryTake(file)).isEmpty();
    first.close();
    var second = FolderLock.tryTake(file);
    assertThat(second).isPresent();
    second.orElseThrow().close();
  }

  /** Java closes what a thread writes when that is interrupted: no folder is at fault then. */
  @Test
  void who_is_interrupted_while_writing_is_told_so() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> FolderLock.tryTake(folder.resolve("one")))
          .isInstanceOfSatisfying(
              ProblemException.class,
              failed -> assertThat(failed.problem()).isEqualTo(new Problem.Interrupted()));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void another_process_does_not_get_a_lock_that_is_held() throws Exception {
    var file = folder.resolve("one");
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Other.class.getName(),
            file.toString());
    try (var _ = FolderLock.tryTake(file).orElseThrow()) {
      assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isEqualTo(1);
    }
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  /** Another process: ends with 0 when it gets the lock. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) {
      System.exit(FolderLock.tryTake(Path.of(args[0])).isPresent() ? 0 : 1);
    }
  }

  @Test
  void a_lock_whose_file_went_away_keeps_nobody_from_a_new_one() throws IOException {
    var file = folder.resolve("one");
    try (var _ = FolderLock.tryTake(file).orElseThrow()) {
      Files.delete(file);
      var next = FolderLock.tryTake(file);
      assertThat(next).isPresent();
      next.orElseThrow().close();
    }
  }

  @Test
  void locks_of_different_machines_are_different() {
    var server = java.net.URI.create("https://d.example.com");
    assertThat(new MachineLocks(folder, server, "p", "web").file())
        .isNotEqualTo(new MachineLocks(folder, server, "p", "api").file())
        .isNotEqualTo(new MachineLocks(folder, server, "q", "web").file())
        .isEqualTo(new MachineLocks(folder, server, "p", "web").file());
  }
}
