package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.ProcessMark;
import dev.dokployprovider.provider.machine.folder.Unfinished;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a create made is taken back whatever ends it, and only as long as it is its own. */
class TakeBackTest {
  private static final String ID = "00000000000000aa";
  private static final String MARK = "00000000000000bb";
  private static final ProcessMark KILLED =
      new ProcessMark(ProcessHandle.current().pid(), Optional.of(Instant.EPOCH));

  @TempDir Path home;

  private final MemoryDokploy dokploy = new MemoryDokploy();
  private final StoppedTime time = new StoppedTime();
  private UnfinishedCreates register;

  @BeforeEach
  void register() {
    register = new UnfinishedCreates(home.resolve("data"));
  }

  // ---- What a create enters ----

  @Test
  void a_create_is_entered_before_it_makes_anything_and_while_it_is_not_up() {
    var context = context(time);
    var seen = new ArrayList<Unfinished>();
    dokploy
        .deploymentsEnd(Deployment.Status.ERROR)
        .before("createService", () -> seen.addAll(register.list()))
        .before("deploy", () -> seen.addAll(register.list()));
    assertThat(problem(() -> create(context))).isInstanceOf(Problem.Undone.class);

    assertThat(seen).hasSize(2);
    assertThat(seen.getFirst().service()).isEmpty();
    assertThat(seen.getFirst().isAttended()).isTrue();
    assertThat(seen.getLast().service().orElseThrow().composeId()).isEqualTo("c1");
    assertThat(register.list()).isEmpty();
    assertThat(dokploy.allServices()).isEmpty();
    assertThat(context.folder().record()).isEmpty();
  }

  @Test
  void an_interrupted_create_removes_what_it_made_and_says_nothing_of_the_network() {
    var context = context(time);
    dokploy.after(
        "deploy", () -> dokploy.before("service", () -> fail(Failure.Reason.INTERRUPTED)));

    assertThat(problem(() -> create(context)))
        .isEqualTo(new Problem.Undone(new Problem.Interrupted()));
    assertThat(dokploy.allServices()).isEmpty();
    assertThat(dokploy.told()).noneMatch(line -> line.contains("does not answer"));
  }

  @Test
  void what_an_interrupted_create_can_not_remove_stays_entered_with_the_reason() {
    var context = context(time);
    dokploy
        .deploymentsEnd(Deployment.Status.ERROR)
        .before("cleanQueue", () -> fail(Failure.Reason.REFUSED));

    assertThat(problem(() -> create(context))).isInstanceOf(Problem.NotUndone.class);
    var entry = register.list().getFirst();
    assertThat(entry.service().orElseThrow().composeId()).isEqualTo("c1");
    assertThat(entry.failure().orElseThrow().why()).contains("can't be reached");
  }

  @Test
  void a_create_whose_first_answer_was_lost_stays_entered() {
    dokploy.before("createService", () -> fail(Failure.Reason.CUT_OFF));
    assertThatThrownBy(() -> create(context(time))).isInstanceOf(DokployException.class);
    assertThat(register.list()).hasSize(1);
  }

  @Test
  void a_create_that_was_refused_leaves_no_entry() {
    dokploy.before(
        "createService",
        () -> {
          throw new DokployException(new Failure.NotAllowed("compose.create", "no"));
        });
    assertThatThrownBy(() -> create(context(time))).isInstanceOf(DokployException.class);
    assertThat(register.list()).isEmpty();
  }

  @Test
  void a_create_takes_over_what_a_killed_one_has_left_and_removes_it_when_it_fails() {
    made(MARK);
    register.put(entry().with(record()));
    dokploy.deploymentsEnd(Deployment.Status.ERROR);

    assertThat(problem(() -> create(context(time)))).isInstanceOf(Problem.Undone.class);
    assertThat(dokploy.allServices()).isEmpty();
    assertThat(register.list()).isEmpty();
  }

  @Test
  void a_create_leaves_a_machine_that_was_up_before_where_it_is_when_it_fails() {
    made(MARK);
    dokploy.deploymentsEnd(Deployment.Status.ERROR);

    assertThat(problem(() -> create(context(time)))).isInstanceOf(Problem.DeploymentFailed.class);
    assertThat(dokploy.allServices()).hasSize(1);
    assertThat(dokploy.calls()).doesNotContain("delete");
  }

  // ---- Taking back ----

  @Test
  void what_was_made_is_removed_and_the_entry_too() {
    made(MARK);
    register.put(entry().with(record()));
    takeBack(time);
    assertThat(dokploy.allServices()).isEmpty();
    assertThat(register.list()).isEmpty();
  }

  @Test
  void what_was_made_by_a_call_whose_answer_nobody_has_read_is_found_by_its_run() {
    madeUnread();
    register.put(entry());
    takeBack(time);
    assertThat(dokploy.allServices()).isEmpty();
    assertThat(register.list()).isEmpty();
  }

  @Test
  void a_call_that_dokploy_still_works_on_is_waited_for() {
    register.put(entry());
    takeBack(
        passing(() -> {
          if (dokploy.allServices().isEmpty() && !dokploy.calls().contains("delete")) {
            madeUnread();
          }
        }));
    assertThat(dokploy.calls()).contains("delete");
    assertThat(dokploy.allServices()).isEmpty();
  }

  @Test
  void where_nothing_was_made_the_entry_is_dropped_after_some_seconds() {
    register.put(entry());
    takeBack(time);
    assertThat(register.list()).isEmpty();
    assertThat(time.nanos()).isBetween(15_000_000_000L, 60_000_000_000L);
  }

  @Test
  void a_machine_that_another_folder_has_taken_over_stays() {
    made("00000000000000cc");
    register.put(entry().with(record()));
    takeBack(time);
    assertThat(dokploy.allServices()).hasSize(1);
    assertThat(register.list()).isEmpty();
  }

  @Test
  void a_new_machine_of_the_same_folder_is_not_taken_for_what_a_killed_create_made() {
    register.put(entry());
    made(MARK);
    takeBack(time);
    assertThat(dokploy.allServices()).hasSize(1);
    assertThat(register.list()).isEmpty();
  }

  @Test
  void a_build_is_waited_for_without_the_lock() {
    dokploy.deploymentsEnd(Deployment.Status.RUNNING);
    made(MARK);
    register.put(entry().with(record()));
    var free = new ArrayList<Boolean>();
    takeBack(
        passing(() -> {
          try (var lock = MachineLock.take(context(time))) {
            free.add(!lock.waited());
          }
          if (free.size() == 3) {
            dokploy.newestDeploymentIs(Deployment.Status.DONE);
          }
        }));
    assertThat(free).containsExactly(true, true, true);
    assertThat(dokploy.allServices()).isEmpty();
  }

  @Test
  void a_create_that_takes_the_machine_over_during_the_build_keeps_it() {
    dokploy.deploymentsEnd(Deployment.Status.RUNNING);
    made(MARK);
    register.put(entry().with(record()));
    takeBack(passing(() -> register.remove(ID)));
    assertThat(dokploy.allServices()).hasSize(1);
    assertThat(dokploy.calls()).doesNotContain("delete");
  }

  @Test
  void nothing_is_done_while_another_run_works_on_the_machine() {
    made(MARK);
    register.put(entry().with(record()));
    var held = MachineLock.take(context(time));
    takeBack(
        passing(() -> {
          assertThat(dokploy.calls()).doesNotContain("service", "delete");
          held.close();
        }));
    assertThat(dokploy.allServices()).isEmpty();
  }

  @Test
  void without_a_network_it_is_tried_again_and_the_reason_is_kept_meanwhile() {
    made(MARK);
    register.put(entry().with(record()));
    dokploy.before("service", () -> fail(Failure.Reason.NO_ROUTE));
    var reasons = new ArrayList<String>();
    takeBack(
        passing(() ->
            register
                .find(ID)
                .flatMap(Unfinished::failure)
                .ifPresent(one -> reasons.add(one.why()))));
    assertThat(reasons).isNotEmpty().allMatch(why -> why.contains("can't be reached"));
    assertThat(dokploy.allServices()).isEmpty();
    assertThat(register.list()).isEmpty();
  }

  @Test
  void what_never_works_ends_with_the_reason_in_the_register() {
    made(MARK);
    register.put(entry().with(record()));
    for (int i = 0; i < 1000; i++) {
      dokploy.before("service", () -> fail(Failure.Reason.REFUSED));
    }
    takeBack(time);
    assertThat(register.list().getFirst().failure()).isPresent();
    assertThat(time.nanos()).isGreaterThan(Duration.ofMinutes(29).toNanos());
  }

  private void takeBack(Time clock) {
    var noFolder = home.resolve("never-made");
    new TakeBack(dokploy.context(noFolder, home.resolve("data"), clock), ID).run();
    assertThat(noFolder).doesNotExist();
  }

  private void made(String mark) {
    var context = context(time);
    var environment = dokploy.environment();
    String description = Ownership.describe(context.id(), context.owner(), "0", mark);
    var wanted = new NewService("web", "devpod-web", description, Optional.empty());
    dokploy.services().create(environment, wanted);
    dokploy.deployments().deploy(dokploy.onlyService().composeId(), "");
  }

  private void madeUnread() {
    var context = context(time);
    var environment = dokploy.environment();
    String description = Ownership.describeNew(context.id(), context.owner(), MARK, ID);
    dokploy
        .services()
        .create(environment, new NewService("web", "devpod-web", description, Optional.empty()));
  }

  private MachineRecord record() {
    return MachineRecord.of(dokploy.onlyService(), MachineRecord.PENDING);
  }

  private Unfinished entry() {
    var context = context(time);
    return new Unfinished(
        ID,
        "web",
        context.options().server(),
        context.options().project(),
        MARK,
        time.now(),
        KILLED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void create(MachineContext context) {
    new Create(context, id -> Optional.empty(), new KnownWay()).run();
  }

  private MachineContext context(Time clock) {
    return dokploy.context(home.resolve("folder"), home.resolve("data"), clock);
  }

  private static void fail(Failure.Reason reason) {
    throw new DokployException(new Failure.Unreachable("call", reason, "a test"));
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
