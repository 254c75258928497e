package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.world.Killed;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A move is killed before each of its steps: each call to Dokploy, each change of a file, each time
 * that ssh is begun, given or asked something. At no moment is anything lost.
 */
class KilledMoveTest {
  private static final String WEB = "web";

  /** All of them by {@code make soak}, in ten minutes. */
  private static final int STRIDE = Integer.getInteger("soak.stride", 16);

  @TempDir Path home;

  /** The world when the move was killed. */
  private record Scene(World world, World.Computer laptop, Map<String, String> saved) {
    String app() {
      return new MachineFolder(laptop.folderOf(WEB)).record().orElseThrow().appName();
    }

    /** What is wrong with the machine, wherever it is: nothing, if it has all that it had. */
    List<String> whole() {
      var wrong = new ArrayList<String>();
      if (!world.volumes().of(app()).equals(saved)) {
        wrong.add("the machine has lost " + world.volumes().of(app()));
      }
      boolean unfinished =
          Files.exists(laptop.folderOf(WEB).resolve("former/dokploy.json"))
              || Files.exists(laptop.folderOf(WEB).resolve("successor/dokploy.json"));
      if (world.notes().stream().anyMatch(note -> !note.contains("A move of this machine"))
          || world.notes().isEmpty() == unfinished) {
        wrong.add("told of " + world.notes());
      }
      if (!world.volumes().paused().isEmpty()) {
        wrong.add("something is paused");
      }
      return wrong;
    }

    /** Whatever was left to others. */
    void othersGoOn() {
      laptop.takeBack();
      world.time().pass(Duration.ofHours(2));
      laptop.run(Verb.DELETE, "another");
      laptop.forgetFolder("another");
    }
  }

  /** Started before it or not: who uses the machine in between loses nothing either. */
  @ParameterizedTest
  @CsvSource({"true, true, 0", "true, false, 1", "false, true, 2", "false, false, 3"})
  void the_same_move_goes_on(boolean running, boolean started, int first) {
    assertThat(
            everywhere(
                running,
                first,
                scene -> {
                  var wrong = new ArrayList<String>();
                  if (started) {
                    scene.laptop().run(Verb.START, WEB);
                    wrong.addAll(scene.whole());
                  }
                  scene.laptop().move(WEB, "far", Life.whole());
                  onlyOn(scene, Optional.of("far")).ifPresent(wrong::add);
                  scene.othersGoOn();
                  scene.laptop().run(Verb.START, WEB);
                  wrong.addAll(scene.whole());
                  wrong.addAll(Outcome.up(scene.world(), scene.laptop(), WEB));
                  return wrong;
                }))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', 4", "old, 5"})
  void a_move_to_elsewhere_is_done_all_the_same(String elsewhere, int first) {
    assertThat(
            everywhere(
                true,
                first,
                scene -> {
                  scene.laptop().move(WEB, elsewhere, Life.whole());
                  scene.othersGoOn();
                  var wrong = new ArrayList<String>();
                  onlyOn(scene, Optional.of(elsewhere).filter(name -> !name.isEmpty()))
                      .ifPresent(wrong::add);
                  scene.laptop().run(Verb.START, WEB);
                  wrong.addAll(scene.whole());
                  return wrong;
                }))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, 6", "false, 7"})
  void delete_leaves_nothing(boolean running, int first) {
    assertThat(
            everywhere(
                running,
                first,
                scene -> {
                  scene.laptop().run(Verb.DELETE, WEB);
                  scene.othersGoOn();
                  return Outcome.gone(scene.world(), scene.laptop());
                }))
        .isEmpty();
  }

  private static Optional<String> onlyOn(Scene scene, Optional<String> server) {
    var services = scene.world().server().services();
    boolean right =
        services.size() == 1
            && services.getFirst().server().map(Server::name).equals(server)
            && scene.world().server().docker().containers().size() == 1;
    return right ? Optional.empty() : Optional.of("not only on " + server + ": " + services);
  }

  /**
   * Kills the move before each of those steps, and lists what is wrong after what is done then.
   *
   * @param first the tests begin with different ones, so that together they try all
   */
  private List<String> everywhere(boolean running, int first, Function<Scene, List<String>> then) {
    var whole = Life.whole();
    scene(-1, running).laptop().move(WEB, "far", whole);
    int all = whole.steps().size();
    assertThat(all).isGreaterThan(200);
    var wrong = new ArrayList<String>();
    for (int steps = first % STRIDE; steps < all; steps += STRIDE) {
      var scene = scene(steps, running);
      try {
        scene.laptop().move(WEB, "far", Life.of(steps));
        throw new AssertionError("not killed after " + steps);
      } catch (Killed e) {
        String killed = steps + " " + e.getMessage() + ": ";
        try {
          then.apply(scene).forEach(what -> wrong.add(killed + what));
        } catch (RuntimeException thrown) {
          wrong.add(killed + thrown);
        }
      }
    }
    return wrong;
  }

  private Scene scene(int steps, boolean running) {
    var world = new World(Version.NEWEST, home.resolve(String.valueOf(steps)));
    world.server().with(new Server("s-far", "far", "192.0.2.7"));
    world.server().with(new Server("s-old", "old", "192.0.2.8"));
    var laptop = world.computer("laptop");
    laptop.run(Verb.CREATE, WEB);
    String app = world.server().services().getFirst().appName();
    world.volumes().put(app, "/root", "a shell's history");
    world.volumes().put(app, "/home", "a workspace");
    if (!running) {
      laptop.run(Verb.STOP, WEB);
    }
    return new Scene(world, laptop, world.volumes().of(app));
  }
}
