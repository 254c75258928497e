package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine's folder that came from another computer, as `devpod export` and `devpod import` bring
 * it, without its cache: the machine is the same user's there too.
 */
class OtherComputerTest {
  @TempDir Path home;

  private World world;
  private World.Computer laptop;
  private World.Computer desktop;

  @BeforeEach
  void the_machine_is_brought_from_the_laptop_to_the_desktop() throws IOException {
    world = new World(Version.NEWEST, home);
    laptop = world.computer("laptop");
    desktop = world.computer("desktop");
    laptop.run(Verb.CREATE, "web");
    copy(laptop.folderOf("web"), desktop.folderOf("web"));
  }

  @Test
  void it_is_stopped_and_started_there() {
    desktop.run(Verb.STOP, "web");
    desktop.run(Verb.START, "web");
    assertThat(desktop.status("web")).isEqualTo(new Condition.Running());
    desktop.run(Verb.COMMAND, "web");
  }

  @Test
  void it_is_deployed_again_there_and_stays_the_first_ones() {
    desktop.run(Verb.STOP, "web");
    world.server().docker().removeStoppedContainers();
    desktop.run(Verb.START, "web");

    var after = world.server().services();
    assertThat(after).hasSize(1);
    assertThat(Ownership.owner(after.getFirst().description()))
        .isEqualTo(Optional.of(OwnerId.of(laptop.data()).value()))
        .isNotEqualTo(Optional.of(OwnerId.of(desktop.data()).value()));
    laptop.run(Verb.COMMAND, "web");
  }

  @Test
  void it_is_deleted_there_and_nothing_of_it_stays() {
    desktop.run(Verb.DELETE, "web");
    assertThat(world.server().services()).isEmpty();
    assertThat(desktop.files()).noneMatch(file -> file.startsWith("machines/"));
  }

  @Test
  void a_machine_of_the_same_name_that_is_made_there_afterwards_is_the_desktops() {
    desktop.run(Verb.DELETE, "web");
    desktop.run(Verb.CREATE, "web");
    assertThat(Ownership.owner(world.server().services().getFirst().description()))
        .isEqualTo(Optional.of(OwnerId.of(desktop.data()).value()));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path name = from.relativize(file);
        if (!name.startsWith("cache")) {
          Files.createDirectories(to);
          if (Files.isRegularFile(file)) {
            Files.copy(file, to.resolve(name));
          }
        }
      }
    }
  }
}
