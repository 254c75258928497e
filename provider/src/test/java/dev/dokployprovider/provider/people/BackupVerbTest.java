package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the program where a user types {@code backup} or {@code restore}. */
class BackupVerbTest {
  private static final Path HERE = Path.of("").toAbsolutePath();

  @TempDir Path home;

  private Desk desk() {
    return new Desk(home).server("https://d.example.com", "key").machine("web");
  }

  @Test
  void a_backup_goes_where_it_is_to_go_and_else_into_the_folder_where_it_was_typed() {
    var desk = desk();
    assertThat(desk.run(List.of("backup", "web"))).isZero();
    assertThat(desk.run(List.of("backup", "web", "--without-docker", "--to", "x/../y.backup")))
        .isZero();
    assertThat(desk.words())
        .containsExactly(
            List.of("backup", HERE.resolve("web.backup").toString()),
            List.of("backup", HERE.resolve("y.backup").toString(), "--without-docker"));
  }

  @Test
  void a_restore_onto_a_machine_that_is_there_asks_before_anything_is_replaced() {
    var line = List.of("restore", "web", "--from", "web.backup");
    String file = HERE.resolve("web.backup").toString();

    var no = desk().answers("n\n");
    assertThat(no.run(line)).isZero();
    assertThat(no.err())
        .isEqualTo(
            "Replace all that is on the volumes of the machine web, if it is there? [y/N] "
                + "Nothing was changed.\n");
    assertThat(no.words()).isEmpty();

    var yes = desk().answers("y\n");
    assertThat(yes.run(line)).isZero();
    assertThat(yes.words()).containsExactly(List.of("restore", file, "--replace"));

    var script = desk();
    assertThat(script.run(line)).isZero();
    assertThat(script.words()).containsExactly(List.of("restore", file));
  }

  @Test
  void nobody_is_asked_about_a_machine_that_is_new_or_with_a_word_that_says_yes() {
    String file = HERE.resolve("web.backup").toString();
    for (String flag : List.of("--replace", "-y", "--yes")) {
      var desk = desk().answers("n\n");
      assertThat(desk.run(List.of("restore", "web", flag, "--from", "web.backup"))).isZero();
      assertThat(desk.words()).containsExactly(List.of("restore", file, "--replace"));
    }
    var desk = desk().answers("n\n");
    assertThat(desk.run(List.of("restore", "other", "--from", "web.backup"))).isZero();
    assertThat(desk.words()).containsExactly(List.of("restore", file));
    assertThat(desk.environment()).containsEntry("MACHINE_ID", "other");
  }

  @Test
  void a_restore_that_makes_no_machine_leaves_no_folder_of_it() throws IOException {
    Path folder = Files.createDirectories(home.resolve("data/machines/other"));
    var desk = desk().ends(3);
    assertThat(desk.run(List.of("restore", "other", "--from", "web.backup"))).isEqualTo(3);
    assertThat(folder).doesNotExist();
    assertThat(home.resolve("data/machines/web")).exists();
  }
}
