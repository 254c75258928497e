package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.world.Killed;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A move is killed before each of its steps: each call to Dokploy, each change of a file, each time
 * that ssh is begun, given or asked something. At no moment is anything lost.
 */
class KilledMoveTest {
  private static final String WEB = "web";

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
      if (!world.notes().isEmpty()) {
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_machine_can_be_started_and_the_same_move_goes_on(boolean running) {
    assertThat(
            everywhere(
                running,
                (scene, killed) -> {
                  scene.laptop().run(Verb.START, WEB);
                  var wrong = scene.whole();
                  if (!running) {
                    scene.laptop().run(Verb.STOP, WEB);
                  }
                  scene.laptop().move(WEB, "far", Life.whole());
                  var moved = onlyOn(scene, Optional.of("far"));
                  moved.ifPresent(wrong::add);
                  scene.othersGoOn();
                  scene.laptop().run(Verb.START, WEB);
                  wrong.addAll(scene.whole());
                  wrong.addAll(Outcome.up(scene.world(), scene.laptop(), WEB));
                  return wrong;
                }))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_same_move_goes_on_at_once(boolean running) {
    assertThat(
            everywhere(
                running,
                (scene, killed) -> {
                  scene.laptop().move(WEB, "far", Life.whole());
                  var wrong = new ArrayList<String>();
                  onlyOn(scene, Optional.of("far")).ifPresent(wrong::add);
                  scene.laptop().run(Verb.START, WEB);
                  wrong.addAll(scene.whole());
                  return wrong;
                }))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "old"})
  void a_move_to_elsewhere_is_done_all_the_same(String elsewhere) {
    assertThat(
            everywhere(
                true,
                (scene, killed) -> {
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
  @ValueSource(booleans = {true, false})
  void delete_leaves_nothing(boolean running) {
    assertThat(
            everywhere(
                running,
                (scene, killed) -> {
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

  /** Kills the move before each step, and lists what is wrong after what is done then. */
  private List<String> everywhere(boolean running, BiFunction<Scene, String, List<String>> then) {
    var wrong = new ArrayList<String>();
    for (int steps = 0; ; steps++) {
      var scene = scene(steps, running);
      String killed;
      try {
        scene.laptop().move(WEB, "far", Life.of(steps));
        assertThat(steps).isGreaterThan(100);
        return wrong;
      } catch (Killed e) {
        killed = steps + " " + e.getMessage() + ": ";
      }
      try {
        then.apply(scene, killed).forEach(what -> wrong.add(killed + what));
      } catch (RuntimeException e) {
        wrong.add(killed + e);
      }
    }
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
