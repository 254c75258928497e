package dev.dokployprovider.provider.machine.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.options.MachineId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {
  private static final MachineId MACHINE = new MachineId("my-repo-1a2b3");
  private static final OwnerId ME = new OwnerId("0123456789abcdef");
  private static final OwnerId YOU = new OwnerId("fedcba9876543210");
  private static final String MARK = "00000000000000aa";

  @Test
  void what_was_described_by_the_same_owner_is_ours() {
    assertThat(Ownership.of(Ownership.describe(MACHINE, ME, "a1b2", MARK), MACHINE, ME))
        .isEqualTo(Ownership.OURS);
  }

  @Test
  void an_older_versions_description_is_read_and_has_no_mark() {
    String older = "DevPod machine my-repo-1a2b3 (owner 0123456789abcdef, recipe a1b2)";
    assertThat(Ownership.of(older, MACHINE, ME)).isEqualTo(Ownership.OURS);
    assertThat(Ownership.mark(older)).isEmpty();
    assertThat(Ownership.mark("my own service")).isEmpty();
    assertThat(Ownership.mark(Ownership.describe(MACHINE, ME, "a1b2", MARK))).contains(MARK);
  }

  @Test
  void an_older_version_reads_todays_description() {
    assertThat(Ownership.describe(MACHINE, ME, "a1b2", MARK))
        .matches("DevPod machine (\\S+) \\(owner ([0-9a-f]{16}), recipe ([0-9a-f]+)\\).*");
  }

  @Test
  void a_new_service_is_recognized_by_the_run_that_made_it() {
    String fresh = Ownership.describeNew(MACHINE, ME, MARK, "00000000000000bb");
    assertThat(Ownership.of(fresh, MACHINE, ME)).isEqualTo(Ownership.OURS);
    assertThat(Ownership.mark(fresh)).contains(MARK);
    assertThat(Ownership.run(fresh)).contains("00000000000000bb");
    assertThat(Ownership.run(Ownership.describe(MACHINE, ME, "a1b2", MARK))).isEmpty();
  }

  @Test
  void another_owner_is_foreign() {
    assertThat(Ownership.of(Ownership.describe(MACHINE, YOU, "a1b2", MARK), MACHINE, ME))
        .isEqualTo(Ownership.FOREIGN);
  }

  @Test
  void another_machine_of_the_same_owner_is_foreign() {
    var other = new MachineId("my-repo");
    assertThat(Ownership.of(Ownership.describe(other, ME, "a1b2", MARK), MACHINE, ME))
        .isEqualTo(Ownership.FOREIGN);
  }

  @Test
  void the_prototypes_description_is_known() {
    assertThat(Ownership.of("DevPod workspace created on 2025-06-01", MACHINE, ME))
        .isEqualTo(Ownership.PROTOTYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "my own service",
        "DevPod machine my-repo-1a2b3",
        "DevPod machine my-repo-1a2b3 (owner , recipe a1)",
        "x DevPod machine my-repo-1a2b3 (owner 0123456789abcdef, recipe a1)"
      })
  void anything_else_is_foreign(String description) {
    assertThat(Ownership.of(description, MACHINE, ME)).isEqualTo(Ownership.FOREIGN);
  }
}
