package dev.dokployprovider.provider.machine.service;

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

  @Test
  void what_was_described_by_the_same_owner_is_ours() {
    assertThat(Ownership.of(Ownership.describe(MACHINE, ME, "a1b2"), MACHINE, ME))
        .isEqualTo(Ownership.OURS);
  }

  @Test
  void another_owner_is_foreign() {
    assertThat(Ownership.of(Ownership.describe(MACHINE, YOU, "a1b2"), MACHINE, ME))
        .isEqualTo(Ownership.FOREIGN);
  }

  @Test
  void another_machine_of_the_same_owner_is_foreign() {
    var other = new MachineId("my-repo");
    assertThat(Ownership.of(Ownership.describe(other, ME, "a1b2"), MACHINE, ME))
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
