package dev.dokployprovider.provider.machine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a `doctor --deep` that was killed has left goes; what one works with stays. */
class TrialsTest {
  @TempDir Path data;

  @Test
  void the_keys_of_a_process_that_was_killed_go_with_the_next_sweep() throws IOException {
    var killed = new ProcessMark(1, Optional.of(Instant.ofEpochMilli(7)));
    Path machine =
        Files.createDirectories(
            data.resolve("trials").resolve(Trials.name(killed)).resolve("machine"));
    Files.writeString(machine.resolve("id_ed25519"), "a key");
    new Trials(data).sweep();
    assertThat(data.resolve("trials")).isEmptyDirectory();
  }

  @Test
  void those_of_a_process_that_lives_stay() {
    Path own = new Trials(data).create();
    new Trials(data).sweep();
    assertThat(own).isDirectory();
  }

  @Test
  void they_are_for_their_user_alone() throws IOException {
    Path own = new Trials(data).create();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
  }

  @Test
  void what_is_no_folder_of_a_trial_stays() throws IOException {
    Path other = Files.createDirectories(data.resolve("trials").resolve("mine"));
    new Trials(data).sweep();
    assertThat(other).isDirectory();
  }

  @Test
  void where_nothing_was_tried_nothing_is_made() {
    new Trials(data).sweep();
    assertThat(data).isEmptyDirectory();
  }
}
