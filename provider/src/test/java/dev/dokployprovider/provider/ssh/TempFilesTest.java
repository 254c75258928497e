package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempFilesTest {
  @TempDir Path folder;

  @Test
  void a_new_file_is_empty_and_for_its_owner_only() throws IOException {
    var file = TempFiles.createIn(folder, ".part", ".txt");

    assertThat(file.getFileName().toString()).startsWith(".part").endsWith(".txt");
    assertThat(file).isEmptyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void files_that_are_made_at_once_are_different_ones() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<Path> make = () -> TempFiles.createIn(folder, "", "");
      var made = new ArrayList<Path>();
      for (Future<Path> file : threads.invokeAll(Collections.nCopies(400, make))) {
        made.add(file.get());
      }

      assertThat(made).doesNotHaveDuplicates().allSatisfy(file -> assertThat(file).exists());
    }
  }

  @Test
  void a_folder_that_is_missing_is_reported() {
    assertThatThrownBy(() -> TempFiles.createIn(folder.resolve("none"), "", ""))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none");
  }
}
