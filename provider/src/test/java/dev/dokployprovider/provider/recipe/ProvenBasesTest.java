package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.recipe.ProvenBases.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the machines on other bases are tested, and what is said when they are not. */
class ProvenBasesTest {
  private static final String INPUTS = "a".repeat(64);
  private static final Proof LAST = new Proof(LocalDate.of(2026, 1, 2), INPUTS, "b1");

  @TempDir private Path folder;

  @Test
  void they_are_not_tested_where_nothing_changed_and_the_green_run_is_named() {
    assertThat(ProvenBases.reasonToSkip(false, Optional.of(LAST), INPUTS, "b1").orElseThrow())
        .contains("machines on other bases", "2026-01-02", "aaaaaaaaaaaa", "make test-all");
  }

  @Test
  void they_are_tested_where_something_changed_where_nothing_is_known_and_where_all_is_asked_for() {
    var last = Optional.of(LAST);
    assertThat(ProvenBases.reasonToSkip(false, last, "c".repeat(64), "b1")).isEmpty();
    assertThat(ProvenBases.reasonToSkip(false, last, INPUTS, "b2")).isEmpty();
    assertThat(ProvenBases.reasonToSkip(false, Optional.empty(), INPUTS, "b1")).isEmpty();
    assertThat(ProvenBases.reasonToSkip(true, last, INPUTS, "b1")).isEmpty();
  }

  @Test
  void a_green_run_is_read_as_it_was_written() throws IOException {
    Path file = folder.resolve("proven");
    assertThat(Proof.read(file)).isEmpty();
    LAST.write(file);
    assertThat(Proof.read(file)).contains(LAST);
  }

  /** The file under version control is one, and it knows the inputs that there were. */
  @Test
  void the_file_under_version_control_can_be_read() throws IOException {
    assertThat(Proof.read(ProvenBases.FILE).orElseThrow().inputs()).matches("[0-9a-f]{64}");
  }

  @Test
  void any_change_of_a_file_its_name_or_its_place_changes_the_digest() throws IOException {
    Path file = Files.writeString(folder.resolve("one"), "text");
    String before = ProvenBases.digestOf(List.of(folder));
    Files.writeString(file, "texT");
    String changed = ProvenBases.digestOf(List.of(folder));
    Files.writeString(file, "text");
    assertThat(ProvenBases.digestOf(List.of(folder))).isEqualTo(before).isNotEqualTo(changed);
    Files.move(file, folder.resolve("two"));
    assertThat(ProvenBases.digestOf(List.of(folder))).isNotEqualTo(before);
  }
}
