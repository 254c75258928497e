package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.world.Crowd;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fifty machines at once, of two users who call theirs the same, in an order that a seed draws. */
class ManyAtOnceTest {
  private static final int MACHINES = 25;
  private static final List<String> USERS = List.of("ann", "bob");

  @TempDir Path home;

  static List<Version> releases() {
    return List.of(Version.NEWEST, Version.OLDEST);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void each_is_made_reached_and_deleted_as_if_it_were_alone(Version version) {
    var world = new World(version, home);

    assertThat(all(world, Verb.CREATE)).isEmpty();
    assertThat(world.server().services()).hasSize(MACHINES * USERS.size());
    assertThat(world.server().projectNames()).hasSize(1);

    world.loseConnections();
    int before = world.reached().size();
    assertThat(all(world, Verb.COMMAND)).isEmpty();
    var reached = world.reached().subList(before, world.reached().size());
    assertThat(reached).hasSizeGreaterThanOrEqualTo(MACHINES * USERS.size());
    assertThat(reached)
        .allSatisfy(
            one -> assertThat(one.service().map(this::owned)).contains(meant(world, one.folder())));

    assertThat(all(world, Verb.DELETE)).isEmpty();
    for (var user : USERS) {
      assertThat(Outcome.butNotedImage(Outcome.gone(world, world.computer(user)))).isEmpty();
    }
  }

  /** Runs that verb for all machines; what failed. */
  private static List<Throwable> all(World world, Verb verb) {
    var random = new SplittableRandom(20_261_128);
    var crowd = new Crowd(world, ready -> random.nextInt(ready.size()));
    for (var user : USERS) {
      for (int number = 0; number < MACHINES; number++) {
        String machine = "web-" + number;
        crowd.with(life -> world.computer(user).run(verb, machine, life, Wire.good()));
      }
    }
    return crowd.run().stream().flatMap(Optional::stream).toList();
  }

  /** Whose machine a service is, and which one. */
  private String owned(Service service) {
    return Ownership.owner(service.description()).orElse("") + " " + service.name();
  }

  private String meant(World world, Path folder) {
    return USERS.stream()
        .map(world::computer)
        .filter(computer -> folder.startsWith(computer.folderOf(".").getParent()))
        .map(computer -> OwnerId.of(computer.data()).value() + " " + folder.getFileName())
        .findFirst()
        .orElseThrow();
  }
}
