package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.containers.MachineState;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.ScriptFault;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that go to another server, and those that stay because they could not. */
class MoveTest {
  private static final String WEB = "web";
  private static final String OWN = "";

  @TempDir Path home;

  private World world;
  private World.Computer laptop;
  private Map<String, String> before;
  private String key;

  @BeforeEach
  void a_machine_with_files() throws Exception {
    world = new World(Version.NEWEST, home.resolve("world"));
    world.server().with(new Server("s-far", "far", "192.0.2.7"));
    world.server().with(new Server("s-old", "old", "192.0.2.8"));
    laptop = world.computer("laptop");
    laptop.run(Verb.CREATE, WEB);
    put("/root", "a shell's history");
    put("/home", "a workspace");
    put("/var/lib/docker", "an image");
    before = world.volumes().of(service().appName());
    key = Files.readString(laptop.folderOf(WEB).resolve("id_ed25519"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_machine_is_there_afterwards_with_all_that_it_had_and_as_it_was(boolean running)
      throws Exception {
    var was = service();
    if (!running) {
      laptop.run(Verb.STOP, WEB);
    }
    move("far");

    assertThat(service().server()).contains(new Server("s-far", "far", "192.0.2.7"));
    assertThat(service().name()).isEqualTo(WEB);
    assertThat(world.volumes().of(service().appName())).isEqualTo(before);
    assertThat(laptop.status(WEB).state())
        .isEqualTo(running ? MachineState.RUNNING : MachineState.STOPPED);
    assertThat(record().composeId()).isEqualTo(service().composeId());
    assertThat(Files.readString(laptop.folderOf(WEB).resolve("id_ed25519"))).isEqualTo(key);
    assertThat(world.volumes().wentOn())
        .as("nothing ran on once it was saved")
        .doesNotContain(was.appName());
    assertNothingLeft();

    laptop.run(Verb.START, WEB);
    laptop.run(Verb.COMMAND, WEB);
    assertThat(world.notes()).isEmpty();
    assertThat(world.reached().getLast().service()).contains(service());
    assertThat(world.server().docker().recipes())
        .as("not deployed again for having moved")
        .containsExactly(record().recipe());
    laptop.run(Verb.DELETE, WEB);
    assertThat(Outcome.gone(world, laptop)).isEmpty();
  }

  @Test
  void a_machine_goes_on_to_a_third_server_and_home_again() {
    move("far");
    move("s-old");
    assertThat(service().server()).map(Server::name).contains("old");
    move(OWN);
    assertThat(service().server()).isEmpty();
    assertThat(world.volumes().of(service().appName())).isEqualTo(before);
    assertNothingLeft();
  }

  @Test
  void one_that_is_there_already_stays_as_it_is() {
    var was = service();
    move(OWN);
    assertThat(service()).isEqualTo(was);
    assertThat(world.notes()).containsExactly("The machine is on Dokploy's own server.");
  }

  @Test
  void a_server_that_is_not_there_changes_nothing() {
    var was = service();
    var problem = ThrownProblem.of(Problem.BadOption.class, () -> move("mars"));
    assertThat(problem.option()).isEqualTo("--server");
    assertThat(service()).isEqualTo(was);
    assertStays(true);
  }

  @Test
  void one_that_nobody_knows_can_not_be_moved() {
    ThrownProblem.of(
        Problem.MachineNotFound.class, () -> laptop.move("other", "far", Life.whole()));
    assertThat(world.server().services()).hasSize(1);
  }

  @Test
  void one_whose_folder_has_lost_it_is_not_moved_from_there() {
    var other = world.secondHome("laptop");
    ThrownProblem.of(Problem.MachineNotFound.class, () -> other.move(WEB, "far", Life.whole()));
    other.run(Verb.CREATE, WEB);
    ThrownProblem.of(Problem.TakenOver.class, () -> move("far"));
    assertThat(service().server()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ScriptFault.class,
      names = {"CHANGED", "LOST", "KILLED", "UNREADABLE", "BUSY", "NO_TAR", "FULL", "OTHER_BYTES"})
  void what_fails_leaves_the_machine_where_it_was_as_it_was(ScriptFault fault) {
    for (boolean running : new boolean[] {true, false}) {
      if (!running) {
        laptop.run(Verb.STOP, WEB);
      }
      world.volumes().fault(fault);
      var problem = ThrownProblem.of(Problem.NotMoved.class, () -> move("far"));
      assertThat(problem.left()).isEmpty();
      world.volumes().fault(ScriptFault.NONE);
      assertStays(running);
    }
    move("far");
    assertThat(world.volumes().of(service().appName())).isEqualTo(before);
  }

  @Test
  void one_that_can_not_be_built_there_was_never_stopped() {
    var container = world.server().docker().containers();
    world.server().buildsFail(true);
    ThrownProblem.of(Problem.NotMoved.class, () -> move("far"));
    assertThat(world.server().docker().containers()).isEqualTo(container);
    world.server().buildsFail(false);
    assertStays(true);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_interrupted_move_leaves_the_machine_as_it_was(boolean running) {
    if (!running) {
      laptop.run(Verb.STOP, WEB);
    }
    world.volumes().fault(ScriptFault.INTERRUPTED);
    ThrownProblem.of(Problem.Interrupted.class, () -> move("far"));
    assertThat(Thread.interrupted()).isTrue();
    world.volumes().fault(ScriptFault.NONE);
    assertStays(running);
  }

  private void assertStays(boolean running) {
    assertThat(laptop.status(WEB).state())
        .isEqualTo(running ? MachineState.RUNNING : MachineState.STOPPED);
    assertThat(service().server()).isEmpty();
    assertThat(world.volumes().of(service().appName())).isEqualTo(before);
    assertThat(world.volumes().paused()).isEmpty();
    assertNothingLeft();
    laptop.run(Verb.START, WEB);
    assertThat(world.notes()).isEmpty();
    if (!running) {
      laptop.run(Verb.STOP, WEB);
    }
  }

  private void assertNothingLeft() {
    assertThat(world.server().docker().containers()).containsExactly(service().appName());
    assertThat(laptop.unfinished()).isEmpty();
    assertThat(laptop.files())
        .noneMatch(file -> file.contains("successor") || file.contains("former"))
        .noneMatch(file -> file.contains("backup"));
  }

  private void move(String server) {
    laptop.move(WEB, server, Life.whole());
  }

  private MachineRecord record() {
    return new MachineFolder(laptop.folderOf(WEB)).record().orElseThrow();
  }

  private Service service() {
    assertThat(world.server().services()).hasSize(1);
    return world.server().services().getFirst();
  }

  private void put(String place, String text) {
    world.volumes().put(service().appName(), place, text);
  }
}
