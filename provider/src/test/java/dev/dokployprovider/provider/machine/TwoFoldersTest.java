package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.describe.Describe;
import dev.dokployprovider.provider.machine.folder.LeftImages;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.world.DokployPage;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.ScriptedWire;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One user with two folders for the same machine, as two DevPod homes or contexts have them: no run
 * removes what another one has made, and who has lost a machine is told so.
 */
class TwoFoldersTest {
  private static final String WEB = "web";

  @TempDir Path home;

  private final ScriptedWire wire = new ScriptedWire();
  private World world;
  private DokployPage page;
  private World.Computer first;
  private World.Computer second;

  @BeforeEach
  void a_computer_with_two_folders() {
    world = new World(Version.NEWEST, home);
    page = new DokployPage(world.server());
    first = world.computer("laptop");
    second = world.secondHome("laptop");
  }

  @Test
  void a_failing_create_leaves_a_machine_that_the_other_folder_has_deployed_since() {
    world.server().buildsFail(true);
    wire.after(Call.DEPLOY, () -> isDeployedFrom(second));

    assertThat(problem(Verb.CREATE, Life.whole())).isEqualTo(new Problem.TakenOver(WEB));
    assertThat(mark()).isEqualTo(mark(second));
    assertThat(wire.calls()).doesNotContain(Call.DELETE_SERVICE);
    assertThat(first.unfinished()).isEmpty();
  }

  @Test
  void a_create_that_is_overtaken_while_it_waits_for_a_build_to_end_removes_nothing() {
    world.server().buildsTake(Duration.ofMinutes(1));
    wire.after(Call.DEPLOY, () -> wire.before(Call.FIND_SERVICE, TwoFoldersTest::interrupted));
    var life =
        Life.waiting(() -> {
          if (wire.calls().contains(Call.CANCEL_WAITING)) {
            isDeployedFrom(second);
          }
        });

    assertThat(problem(Verb.CREATE, life)).isEqualTo(new Problem.TakenOver(WEB));
    assertThat(mark()).isEqualTo(mark(second));
    assertThat(wire.calls()).doesNotContain(Call.DELETE_SERVICE);
  }

  @Test
  void a_create_that_had_to_wait_for_the_other_folders_fails_and_leaves_its_machine() {
    var held = MachineLock.take(context(second));
    var life =
        Life.waiting(() -> {
          if (world.server().services().isEmpty()) {
            held.close();
            second.run(Verb.CREATE, WEB);
          }
        });

    assertThat(problem(Verb.CREATE, life)).isEqualTo(new Problem.TakenOver(WEB));
    assertThat(mark()).isEqualTo(mark(second));
    assertThat(wire.calls()).doesNotContain(Call.DELETE_SERVICE, Call.DEPLOY);
    assertThat(onlyService().deployments()).hasSize(1);

    assertThat(first.status(WEB)).isEqualTo(new Condition.TakenOver());
    assertThat(described()).contains("Stopped. Another folder of yours has taken it over.");
    assertThat(problem(Verb.STOP, Life.whole())).isEqualTo(new Problem.TakenOver(WEB));
  }

  @Test
  void a_folder_that_never_had_the_machine_sees_it() {
    second.run(Verb.CREATE, WEB);
    assertThat(first.status(WEB)).isEqualTo(new Condition.Running());
  }

  @Test
  void a_create_that_had_to_wait_for_one_that_failed_makes_the_machine() {
    var held = MachineLock.take(context(second));
    world.server().buildsFail(true);

    // It comes as far as the deployment, which ends it here.
    assertThat(problem(Verb.CREATE, Life.waiting(held::close)))
        .isInstanceOfSatisfying(
            Problem.Undone.class,
            undone -> assertThat(undone.problem()).isInstanceOf(Problem.DeploymentFailed.class));
    assertThat(wire.calls()).contains(Call.CREATE_SERVICE, Call.DEPLOY, Call.DELETE_SERVICE);
  }

  @Test
  void a_machine_of_a_version_without_marks_belongs_to_the_folder_that_has_its_record() {
    first.run(Verb.CREATE, WEB);
    var owner = context(first).owner().value();
    page.describe(onlyService(), "DevPod machine web (owner %s, recipe a1)".formatted(owner));
    first.run(Verb.STOP, WEB, Life.whole(), wire);
    assertThat(wire.calls()).contains(Call.STOP_SERVICE);
  }

  @Test
  void a_stop_from_the_folder_that_lost_the_machine_is_refused() {
    first.run(Verb.CREATE, WEB);
    second.run(Verb.CREATE, WEB);

    assertThat(problem(Verb.STOP, Life.whole())).isEqualTo(new Problem.TakenOver(WEB));
    assertThat(wire.calls()).doesNotContain(Call.STOP_SERVICE);
  }

  @Test
  void a_delete_from_the_folder_that_lost_the_machine_says_so_and_deletes_it() {
    first.run(Verb.CREATE, WEB);
    second.run(Verb.CREATE, WEB);

    first.run(Verb.DELETE, WEB);

    assertThat(world.told()).anyMatch(line -> line.contains("Another folder of yours"));
    assertThat(world.server().services()).isEmpty();
  }

  @Test
  void a_delete_with_the_record_of_a_machine_that_is_gone_deletes_what_this_folder_made_since() {
    first.run(Verb.CREATE, WEB);
    var gone = context(first).folder().record().orElseThrow();
    page.delete(onlyService());
    first.run(Verb.CREATE, WEB);
    context(first).folder().save(gone);

    first.run(Verb.DELETE, WEB);

    assertThat(world.server().services()).isEmpty();
  }

  @Test
  void a_delete_with_the_record_of_a_machine_that_is_gone_leaves_what_another_folder_made_since() {
    first.run(Verb.CREATE, WEB);
    page.delete(onlyService());
    second.run(Verb.CREATE, WEB);

    first.run(Verb.DELETE, WEB);

    assertThat(world.told()).anyMatch(line -> line.contains("since, which stays"));
    assertThat(world.server().services()).hasSize(1);
    assertThat(context(first).folder().record()).isEmpty();
  }

  @Test
  void a_create_after_the_other_folders_delete_misses_no_volumes_of_the_machine_that_was() {
    first.run(Verb.CREATE, WEB);
    var folder = context(first).folder();
    folder.write(MachineFolder.VOLUMES, "/home web_home\n");
    second.run(Verb.DELETE, WEB);
    var known = new ArrayList<Optional<String>>();
    world.server().buildsFail(true);
    wire.after(Call.DEPLOY, () -> known.add(folder.read(MachineFolder.VOLUMES)));

    assertThat(problem(Verb.CREATE, Life.whole())).isInstanceOf(Problem.Undone.class);

    assertThat(known).containsExactly(Optional.empty());
    assertThat(world.told())
        .anyMatch(line -> line.contains("is not on the server any more; a new one"));
  }

  @Test
  void a_create_after_a_deletion_on_dokploys_page_remembers_the_image_that_stays_there() {
    first.run(Verb.CREATE, WEB);
    var gone = onlyService();
    page.delete(gone);
    world.server().buildsFail(true);

    assertThat(problem(Verb.CREATE, Life.whole())).isInstanceOf(Problem.Undone.class);

    assertThat(new LeftImages(first.data()).of(context(first).options().server()))
        .extracting(LeftImages.LeftImage::appName)
        .contains(gone.appName());
  }

  @Test
  void two_runs_on_one_machine_from_two_folders_follow_one_another() {
    first.run(Verb.CREATE, WEB);
    var held = MachineLock.take(context(second));

    first.run(Verb.STOP, WEB, Life.waiting(held::close), wire);

    assertThat(world.told()).anyMatch(line -> line.startsWith("Waiting for another run"));
    assertThat(wire.calls()).contains(Call.STOP_SERVICE);
  }

  @Test
  void a_run_that_never_gets_its_turn_says_that_another_one_works_on_the_machine() {
    try (var _ = MachineLock.take(context(second))) {
      assertThat(problem(Verb.STOP, Life.whole()))
          .isEqualTo(new Problem.AnotherRun("the machine web", Duration.ofMinutes(20)));
    }
  }

  /** The other folder's deployment of the moment, as its description tells. */
  private void isDeployedFrom(World.Computer other) {
    var context = context(other);
    page.describe(
        onlyService(),
        Ownership.describe(context.id(), context.owner(), "a1", context.folder().mark()));
  }

  private Service onlyService() {
    assertThat(world.server().services()).hasSize(1);
    return world.server().services().getFirst();
  }

  private String mark() {
    return Ownership.mark(onlyService().description()).orElse("");
  }

  private static String mark(World.Computer computer) {
    return context(computer).folder().mark();
  }

  private List<String> described() {
    return new Describe(context(first))
        .run().facts().stream().flatMap(fact -> fact.lines().stream()).toList();
  }

  private static MachineContext context(World.Computer computer) {
    return computer.context(WEB, Life.whole(), Wire.good());
  }

  private static void interrupted() {
    throw new DokployException(
        new Failure.Unreachable("compose.one", Failure.Reason.INTERRUPTED, ""));
  }

  /** What a verb from the first folder ends with. */
  private Problem problem(Verb verb, Life life) {
    return ThrownProblem.of(() -> first.run(verb, WEB, life, wire));
  }
}
