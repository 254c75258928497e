package dev.dokployprovider.provider.machine.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerIdTest {
  @TempDir Path folder;

  @Test
  void the_id_is_made_once() throws IOException {
    var first = OwnerId.of(folder.resolve("data"));
    assertThat(OwnerId.of(folder.resolve("data"))).isEqualTo(first);
    assertThat(names()).containsExactly("owner-id");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("data").resolve("owner-id"))))
        .isEqualTo("rw-------");
  }

  @Test
  void who_only_looks_makes_none() {
    assertThat(OwnerId.find(folder.resolve("data"))).isEmpty();
    assertThat(folder).isEmptyDirectory();
    var made = OwnerId.of(folder.resolve("data"));
    assertThat(OwnerId.find(folder.resolve("data"))).contains(made);
  }

  /** As Linux says it on FAT, and network file systems in words of their own. */
  @Test
  void a_home_without_hard_links_has_one_too() {
    OwnerId.Linking noLinks =
        (name, file) -> {
          throw new FileSystemException(name.toString(), null, "Operation not permitted");
        };
    var first = OwnerId.of(folder.resolve("data"), noLinks);
    assertThat(OwnerId.of(folder.resolve("data"), noLinks)).isEqualTo(first);
    assertThat(OwnerId.of(folder.resolve("data"))).isEqualTo(first);
  }

  @Test
  void of_two_that_make_it_at_once_the_first_ones_counts() throws IOException {
    OwnerId.Linking late =
        (name, file) -> {
          Files.writeString(name, "0123456789abcdef\n");
          throw new FileAlreadyExistsException(name.toString());
        };
    assertThat(OwnerId.of(folder.resolve("data"), late)).isEqualTo(new OwnerId("0123456789abcdef"));
    OwnerId.Linking lateWithoutLinks =
        (name, file) -> {
          Files.writeString(name, "fedcba9876543210\n");
          throw new FileSystemException(name.toString(), null, "Operation not supported");
        };
    assertThat(OwnerId.of(folder.resolve("other"), lateWithoutLinks))
        .isEqualTo(new OwnerId("fedcba9876543210"));
  }

  @Test
  void a_damaged_one_is_reported_with_its_file() throws IOException {
    Files.writeString(folder.resolve("owner-id"), "x\n");
    assertThatThrownBy(() -> OwnerId.of(folder))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem()).isInstanceOf(Problem.BrokenRecord.class));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder.resolve("data"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
