package dev.dokployprovider.provider.machine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineFoldersTest {
  @TempDir Path home;

  private Path machine;
  private MachineFolders folders;

  @BeforeEach
  void a_data_folder() {
    machine = home.resolve("machines/web");
    folders = new MachineFolders(home.resolve("data"));
  }

  @Test
  void a_noted_folder_is_known_until_it_is_forgotten() {
    assertThat(folders.of("abc-1_X")).isEmpty();
    folders.note("abc-1_X", machine);
    assertThat(folders.of("abc-1_X")).contains(machine);
    folders.forget("abc-1_X");
    assertThat(folders.of("abc-1_X")).isEmpty();
  }

  /** An id comes from the server, and would lead out of the folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../victim",
        "..",
        ".",
        "",
        "a/b",
        "/tmp/victim",
        "a\\b",
        "a\nb",
        "a\0b",
        "%2e%2e"
      })
  void an_id_that_is_none_is_no_file(String id) throws IOException {
    Path victim = Files.createDirectories(home.resolve("data")).resolve("victim");
    Files.writeString(victim, home.resolve("theirs") + "\n");
    folders.note("good", machine);

    folders.note(id, machine);
    assertThat(folders.of(id)).isEmpty();
    folders.forget(id);

    assertThat(victim).hasContent(home.resolve("theirs").toString());
    assertThat(home.resolve("data/folders")).isDirectoryContaining(file -> file.endsWith("good"));
    try (var all = Files.list(home.resolve("data/folders"))) {
      assertThat(all).hasSize(1);
    }
  }

  @Test
  void an_id_of_a_hundred_characters_is_one_and_a_longer_one_is_not() {
    folders.note("a".repeat(100), machine);
    folders.note("a".repeat(101), machine);
    assertThat(folders.of("a".repeat(100))).contains(machine);
    assertThat(folders.of("a".repeat(101))).isEmpty();
  }
}
