package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.describe.Describe;
import dev.dokployprovider.provider.machine.folder.LeftImages;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.machine.testing.KnownWay;
import dev.dokployprovider.provider.machine.testing.MemoryDokploy;
import dev.dokployprovider.provider.machine.time.PassingTime;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One user with two folders for the same machine, as two DevPod homes or contexts have them: no run
 * removes what another one has made, and who has lost a machine is told so.
 */
class TwoFoldersTest {
  @TempDir Path home;

  private final MemoryDokploy dokploy = new MemoryDokploy();
  private final StoppedTime time = new StoppedTime();

  @Test
  void a_failing_create_leaves_a_machine_that_the_other_folder_has_deployed_since() {
    var first = folder("a", time);
    var second = folder("b", time);
    dokploy.deploymentsEnd(Deployment.Status.ERROR).after("deploy", () -> isDeployedFrom(second));

    assertThat(problem(() -> create(first))).isEqualTo(new Problem.TakenOver("web"));
    assertThat(mark()).isEqualTo(second.folder().mark());
    assertThat(dokploy.calls()).doesNotContain("delete");
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void a_create_that_is_overtaken_while_it_waits_for_a_build_to_end_removes_nothing() {
    var second = folder("b", time);
    var first =
        folder(
            "a",
            passing(() -> {
              if (dokploy.calls().contains("cleanQueue")) {
                isDeployedFrom(second);
                dokploy.newestDeploymentIs(Deployment.Status.DONE);
              }
            }));
    dokploy
        .deploymentsEnd(Deployment.Status.RUNNING)
        .after("deploy", () -> dokploy.before("service", TwoFoldersTest::interrupted));

    assertThat(problem(() -> create(first))).isEqualTo(new Problem.TakenOver("web"));
    assertThat(mark()).isEqualTo(second.folder().mark());
    assertThat(dokploy.calls()).doesNotContain("delete");
  }

  @Test
  void a_create_that_had_to_wait_for_the_other_folders_fails_and_leaves_its_machine() {
    var second = folder("b", time);
    var held = MachineLock.take(second);
    var first =
        folder(
            "a",
            passing(() -> {
              if (dokploy.allServices().isEmpty()) {
                isMadeFrom(second);
                held.close();
              }
            }));

    assertThat(problem(() -> create(first))).isEqualTo(new Problem.TakenOver("web"));
    assertThat(mark()).isEqualTo(second.folder().mark());
    assertThat(dokploy.calls()).doesNotContain("delete").containsOnlyOnce("deploy");
    assertThat(dokploy.allServices()).hasSize(1);

    assertThat(new Status(first).run()).isEqualTo(new Condition.TakenOver());
    assertThat(described(first)).contains("Stopped. Another folder of yours has taken it over.");
    assertThat(problem(() -> new Stop(first).run())).isEqualTo(new Problem.TakenOver("web"));
  }

  @Test
  void a_folder_that_never_had_the_machine_sees_it() {
    isMadeFrom(folder("b", time));
    assertThat(new Status(folder("a", time)).run()).isEqualTo(new Condition.Running());
  }

  @Test
  void a_create_that_had_to_wait_for_one_that_failed_makes_the_machine() {
    var held = MachineLock.take(folder("b", time));
    var first = folder("a", passing(held::close));
    dokploy.deploymentsEnd(Deployment.Status.ERROR);

    // It comes as far as the deployment, which ends it here.
    assertThat(problem(() -> create(first)))
        .isInstanceOfSatisfying(
            Problem.Undone.class,
            undone -> assertThat(undone.problem()).isInstanceOf(Problem.DeploymentFailed.class));
    assertThat(dokploy.calls()).contains("createService", "deploy", "delete");
  }

  @Test
  void a_machine_of_a_version_without_marks_belongs_to_the_folder_that_has_its_record() {
    var context = folder("a", time);
    isMadeFrom(context);
    var service = dokploy.onlyService();
    String older = "DevPod machine web (owner %s, recipe a1)".formatted(context.owner().value());
    dokploy.services().update(service.composeId(), "services: {}", older);
    new Stop(context).run();
    assertThat(dokploy.calls()).contains("stop");
  }

  @Test
  void a_stop_from_the_folder_that_lost_the_machine_is_refused() {
    var first = folder("a", time);
    isMadeFrom(first);
    isDeployedFrom(folder("b", time));

    assertThat(problem(() -> new Stop(first).run())).isEqualTo(new Problem.TakenOver("web"));
    assertThat(dokploy.calls()).doesNotContain("stop");
  }

  @Test
  void a_delete_from_the_folder_that_lost_the_machine_says_so_and_deletes_it() {
    var first = folder("a", time);
    isMadeFrom(first);
    isDeployedFrom(folder("b", time));

    new Delete(first).run();

    assertThat(dokploy.allServices()).isEmpty();
    assertThat(dokploy.told()).anyMatch(line -> line.contains("Another folder of yours"));
  }

  @Test
  void a_delete_with_the_record_of_a_machine_that_is_gone_deletes_what_this_folder_made_since() {
    var first = folder("a", time);
    isMadeFrom(first);
    var gone = first.folder().record().orElseThrow();
    dokploy.services().delete(gone.composeId());
    isMadeFrom(first);
    first.folder().save(gone);

    new Delete(first).run();

    assertThat(dokploy.allServices()).isEmpty();
  }

  @Test
  void a_delete_with_the_record_of_a_machine_that_is_gone_leaves_what_another_folder_made_since() {
    var first = folder("a", time);
    isMadeFrom(first);
    dokploy.services().delete(dokploy.onlyService().composeId());
    isMadeFrom(folder("b", time));

    new Delete(first).run();

    assertThat(dokploy.allServices()).hasSize(1);
    assertThat(dokploy.told()).anyMatch(line -> line.contains("since, which stays"));
    assertThat(first.folder().record()).isEmpty();
  }

  @Test
  void a_create_after_the_other_folders_delete_misses_no_volumes_of_the_machine_that_was() {
    var first = folder("a", time);
    isMadeFrom(first);
    first.folder().prepare();
    first.folder().write(MachineFolder.VOLUMES, "/home web_home\n");
    new Delete(folder("b", time)).run();
    var known = new ArrayList<Optional<String>>();
    dokploy
        .deploymentsEnd(Deployment.Status.ERROR)
        .after("deploy", () -> known.add(first.folder().read(MachineFolder.VOLUMES)));

    var _ = problem(() -> create(first));

    assertThat(known).containsExactly(Optional.empty());
    assertThat(dokploy.told())
        .anyMatch(line -> line.contains("is not on the server any more; a new one"));
  }

  @Test
  void a_create_after_a_deletion_on_dokploys_page_remembers_the_image_that_stays_there() {
    var first = folder("a", time);
    isMadeFrom(first);
    var gone = dokploy.onlyService();
    new MachineFolders(home.resolve("data")).note(gone.composeId(), home.resolve("a"));
    dokploy.services().delete(gone.composeId());
    dokploy.deploymentsEnd(Deployment.Status.ERROR);

    var _ = problem(() -> create(first));

    assertThat(new LeftImages(home.resolve("data")).of(first.options().server()))
        .extracting(LeftImages.LeftImage::appName)
        .contains(gone.appName());
  }

  @Test
  void two_runs_on_one_machine_from_two_folders_follow_one_another() {
    var first = folder("a", time);
    isMadeFrom(first);
    var held = MachineLock.take(folder("b", time));
    var waiting = folder("a", passing(held::close));

    new Stop(waiting).run();

    assertThat(dokploy.told()).anyMatch(line -> line.startsWith("Waiting for another run"));
    assertThat(dokploy.calls()).contains("stop");
  }

  @Test
  void a_run_that_never_gets_its_turn_says_that_another_one_works_on_the_machine() {
    var _ = MachineLock.take(folder("b", time));
    assertThat(problem(() -> new Stop(folder("a", time)).run()))
        .isEqualTo(new Problem.AnotherRun("the machine web", Duration.ofMinutes(20)));
  }

  private void create(MachineContext context) {
    new Create(context, id -> Optional.empty(), new KnownWay()).run();
  }

  /** What a create from that folder leaves when it ends well. */
  private void isMadeFrom(MachineContext context) {
    var environment = dokploy.environment();
    dokploy
        .services()
        .create(
            environment, new NewService("web", "devpod-web", describe(context), Optional.empty()));
    dokploy.deploymentsEnd(Deployment.Status.DONE);
    dokploy.deployments().deploy(dokploy.onlyService().composeId(), "");
    context.folder().save(MachineRecord.of(dokploy.onlyService(), "a1"));
  }

  private void isDeployedFrom(MachineContext context) {
    dokploy.services().update(dokploy.onlyService().composeId(), "services: {}", describe(context));
  }

  private static String describe(MachineContext context) {
    return Ownership.describe(context.id(), context.owner(), "a1", context.folder().mark());
  }

  private String mark() {
    return Ownership.mark(dokploy.onlyService().description()).orElse("");
  }

  private static List<String> described(MachineContext context) {
    return new Describe(context)
        .run().facts().stream().flatMap(fact -> fact.lines().stream()).toList();
  }

  private List<?> unfinished() {
    return new UnfinishedCreates(home.resolve("data")).list();
  }

  private MachineContext folder(String name, Time clock) {
    return dokploy.context(home.resolve(name), home.resolve("data"), clock);
  }

  private static void interrupted() {
    throw new DokployException(
        new Failure.Unreachable("compose.one", Failure.Reason.INTERRUPTED, ""));
  }

  private static Problem problem(Runnable run) {
    var thrown = new ArrayList<Problem>();
    assertThatThrownBy(run::run)
        .isInstanceOfSatisfying(ProblemException.class, e -> thrown.add(e.problem()));
    return thrown.getFirst();
  }

  /** A clock that does something at each wait. */
  private Time passing(Runnable meanwhile) {
    return new PassingTime(
        time,
        duration -> {
          time.pass(duration);
          meanwhile.run();
        });
  }
}
