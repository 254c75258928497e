package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `prune` removes what this owner's machines have left over, and nothing else. */
class PruneScenario {
  @TempDir Path folder;

  @Test
  void a_machine_whose_folder_went_away_is_shown_and_removed_when_the_user_says_so()
      throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var used = machine(dokploy, "used", "home");
      used.must("create");
      var lost = machine(dokploy, "lost", "home");
      lost.must("create");
      lost.loseFolder();
      var other = machine(dokploy, "other", "another-user");
      other.must("create");
      other.loseFolder();

      var shown = prune(lost);
      assertThat(shown.exitCode()).as(shown.transcript()).isZero();
      assertThat(shown.out())
          .contains("lost: a machine with its volumes", "its folder ", " is gone", "add --yes")
          .doesNotContain("used", "other");
      assertThat(dokploy.serviceNames()).containsExactlyInAnyOrder("used", "lost", "other");

      Path images = anImageIsLeft(lost);
      var removed = prune(lost, "--yes");
      assertThat(removed.exitCode()).as(removed.transcript()).isZero();
      assertThat(removed.out())
          .contains("removed: lost", "removed: devpod-gone-a1b2c3-machine:latest\n");
      assertThat(images.resolve("devpod-gone-a1b2c3.json")).doesNotExist();
      assertThat(dokploy.serviceNames()).containsExactlyInAnyOrder("used", "other");
      assertThat(used.status()).isEqualTo("Running");
      assertThat(prune(lost).out()).doesNotContain("lost");
      isRemovedElsewhereOnlyByItsName(dokploy, used);
    }
  }

  /** That one has the owner's id, and no folders of the machines. */
  private void isRemovedElsewhereOnlyByItsName(Emulator dokploy, Machine there) throws IOException {
    var here = machine(dokploy, "here", "second");
    Path owner = data("second").resolve("dokploy-provider");
    Files.createDirectories(owner);
    Files.copy(data("home").resolve("dokploy-provider/owner-id"), owner.resolve("owner-id"));

    var all = prune(here, "--yes");
    assertThat(all.exitCode()).as(all.transcript()).isZero();
    // Ended connections of other runs on this computer may be removed meanwhile.
    assertThat(all.out())
        .contains("used: a machine", "another computer's may", "prune used")
        .doesNotContain("removed: used");
    assertThat(there.status()).isEqualTo("Running");

    var unknown = prune(here, "--yes", "elsewhere");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(prune(here, "used").out()).contains("add --yes");
    assertThat(dokploy.serviceNames()).containsExactlyInAnyOrder("used", "other");
    assertThat(prune(here, "--yes", "used").out()).contains("removed: used");
    assertThat(dokploy.serviceNames()).containsExactly("other");
  }

  /** That an empty project goes on the newest release too is in the provider's PruneVerbTest. */
  @Test
  void an_image_that_a_delete_left_goes_and_then_the_empty_project() throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.22.7", folder.resolve("dokploy"))) {
      var machine = machine(dokploy, "web", "home");
      machine.must("create");
      machine.must("delete");
      Path images = anImageIsLeft(machine);

      var removed = prune(machine, "--yes");
      assertThat(removed.exitCode()).as(removed.transcript()).isZero();
      assertThat(removed.out())
          .contains("removed: devpod-gone-a1b2c3-machine:latest\n", "removed: devpod-workspaces\n");
      assertThat(dokploy.serviceNames()).isEmpty();
      try (Stream<Path> left = Files.list(images)) {
        assertThat(left).isEmpty();
      }
      assertThat(prune(machine).out()).doesNotContain("devpod-");
    }
  }

  /** As a delete remembers one; returns the folder of all. */
  private Path anImageIsLeft(Machine machine) throws IOException {
    Path images = data("home").resolve("dokploy-provider/images");
    Files.createDirectories(images);
    Files.writeString(
        images.resolve("devpod-gone-a1b2c3.json"),
        "{\"server\":\"%s\",\"appName\":\"devpod-gone-a1b2c3\",\"serverId\":\"\"}"
            .formatted(machine.environment().get("DOKPLOY_SERVER_URL")));
    return images;
  }

  private Machine machine(Emulator dokploy, String id, String home) {
    return Machine.of(dokploy, id, folder.resolve(home)).with("HOME", folder.toString());
  }

  private Path data(String home) {
    return folder.resolve(home).resolve("data");
  }

  /** From a shell: with the options, and without what a client sets for a machine. */
  private static Run prune(Machine machine, String... arguments) {
    var environment = new HashMap<>(machine.environment());
    environment.keySet().removeIf(name -> name.startsWith("MACHINE_"));
    return machine.inShell(environment, "prune", arguments);
  }
}
