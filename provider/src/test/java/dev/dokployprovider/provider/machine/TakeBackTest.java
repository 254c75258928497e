package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.ProcessMark;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
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

  private final ScriptedWire wire = new ScriptedWire();
  private World world;
  private World.Computer laptop;
  private DokployPage page;
  private UnfinishedCreates register;

  @BeforeEach
  void a_server_on_which_a_deployment_takes_no_time() {
    world = new World(Version.NEWEST, home);
    world.server().buildsTake(Duration.ZERO);
    laptop = world.computer("laptop");
    page = new DokployPage(world.server());
    register = new UnfinishedCreates(laptop.data());
  }

  // ---- What a create enters ----

  @Test
  void a_create_is_entered_before_it_makes_anything_and_while_it_is_not_up() {
    var seen = new ArrayList<Unfinished>();
    var made = new ArrayList<Service>();
    world.server().buildsFail(true);
    wire.before(Call.CREATE_SERVICE, () -> seen.addAll(register.list()))
        .after(Call.CREATE_SERVICE, () -> made.addAll(world.server().services()))
        .before(Call.DEPLOY, () -> seen.addAll(register.list()));
    assertThat(ThrownProblem.of(this::create)).isInstanceOf(Problem.Undone.class);

    assertThat(seen).hasSize(2);
    assertThat(seen.getFirst().service()).isEmpty();
    assertThat(seen.getFirst().isAttended()).isTrue();
    assertThat(seen.getLast().service().orElseThrow().composeId())
        .isEqualTo(made.getFirst().composeId());
    assertThat(register.list()).isEmpty();
    assertThat(world.server().services()).isEmpty();
    assertThat(context().folder().record()).isEmpty();
  }

  @Test
  void an_interrupted_create_removes_what_it_made_and_says_nothing_of_the_network() {
    wire.after(
        Call.DEPLOY, () -> wire.before(Call.FIND_SERVICE, () -> fail(Failure.Reason.INTERRUPTED)));

    assertThat(ThrownProblem.of(this::create))
        .isEqualTo(new Problem.Undone(new Problem.Interrupted()));
    assertThat(world.server().services()).isEmpty();
    assertThat(world.told()).noneMatch(line -> line.contains("does not answer"));
  }

  @Test
  void what_an_interrupted_create_can_not_remove_stays_entered_with_the_reason() {
    world.server().buildsFail(true);
    wire.before(Call.CANCEL_WAITING, () -> fail(Failure.Reason.REFUSED));

    assertThat(ThrownProblem.of(this::create)).isInstanceOf(Problem.NotUndone.class);
    var entry = register.list().getFirst();
    assertThat(entry.service().orElseThrow().composeId()).isEqualTo(onlyService().composeId());
    assertThat(entry.failure().orElseThrow().why()).contains("can't be reached");
  }

  @Test
  void a_create_whose_first_answer_was_lost_stays_entered() {
    wire.before(Call.CREATE_SERVICE, () -> fail(Failure.Reason.CUT_OFF));
    assertThatThrownBy(this::create).isInstanceOf(DokployException.class);
    assertThat(register.list()).hasSize(1);
  }

  @Test
  void a_create_that_was_refused_leaves_no_entry() {
    wire.before(
        Call.CREATE_SERVICE,
        () -> {
          throw new DokployException(new Failure.NotAllowed("compose.create", "no"));
        });
    assertThatThrownBy(this::create).isInstanceOf(DokployException.class);
    assertThat(register.list()).isEmpty();
  }

  @Test
  void a_create_takes_over_what_a_killed_one_has_left_and_removes_it_when_it_fails() {
    made(MARK);
    register.put(entry().with(record()));
    world.server().buildsFail(true);

    assertThat(ThrownProblem.of(this::create)).isInstanceOf(Problem.Undone.class);
    assertThat(world.server().services()).isEmpty();
    assertThat(register.list()).isEmpty();
  }

  @Test
  void a_create_leaves_a_machine_that_was_up_before_where_it_is_when_it_fails() {
    made(MARK);
    world.server().buildsFail(true);

    assertThat(ThrownProblem.of(this::create)).isInstanceOf(Problem.DeploymentFailed.class);
    assertThat(world.server().services()).hasSize(1);
    assertThat(wire.calls()).doesNotContain(Call.DELETE_SERVICE);
  }

  // ---- Taking back ----

  @Test
  void what_was_made_is_removed_and_the_entry_too() {
    made(MARK);
    register.put(entry().with(record()));
    takeBack(Life.whole());
    assertThat(world.server().services()).isEmpty();
    assertThat(register.list()).isEmpty();
  }

  @Test
  void what_was_made_by_a_call_whose_answer_nobody_has_read_is_found_by_its_run() {
    madeUnread();
    register.put(entry());
    takeBack(Life.whole());
    assertThat(world.server().services()).isEmpty();
    assertThat(register.list()).isEmpty();
  }

  @Test
  void a_call_that_dokploy_still_works_on_is_waited_for() {
    register.put(entry());
    var made = new ArrayList<Service>();
    takeBack(
        Life.waiting(() -> {
          boolean late = world.time().nanos() > 5_000_000_000L;
          if (late && made.isEmpty()) {
            made.add(madeUnread());
          }
        }));
    assertThat(wire.calls()).contains(Call.DELETE_SERVICE);
    assertThat(world.server().services()).isEmpty();
  }

  @Test
  void where_nothing_was_made_the_entry_is_dropped_after_some_seconds() {
    register.put(entry());
    takeBack(Life.whole());
    assertThat(register.list()).isEmpty();
    assertThat(world.time().nanos()).isBetween(15_000_000_000L, 60_000_000_000L);
  }

  @Test
  void a_machine_that_another_folder_has_taken_over_stays() {
    made("00000000000000cc");
    register.put(entry().with(record()));
    takeBack(Life.whole());
    assertThat(world.server().services()).hasSize(1);
    assertThat(register.list()).isEmpty();
  }

  @Test
  void a_new_machine_of_the_same_folder_is_not_taken_for_what_a_killed_create_made() {
    register.put(entry());
    made(MARK);
    takeBack(Life.whole());
    assertThat(world.server().services()).hasSize(1);
    assertThat(register.list()).isEmpty();
  }

  @Test
  void a_build_is_waited_for_without_the_lock() {
    world.server().buildsTake(Duration.ofSeconds(10));
    made(MARK);
    register.put(entry().with(record()));
    var free = new ArrayList<Boolean>();
    takeBack(
        Life.waiting(() -> {
          try (var lock = MachineLock.take(context())) {
            free.add(!lock.waited());
          }
        }));
    assertThat(free).hasSizeGreaterThan(2).containsOnly(true);
    assertThat(world.time().nanos()).isGreaterThanOrEqualTo(10_000_000_000L);
    assertThat(world.server().services()).isEmpty();
  }

  @Test
  void a_create_that_takes_the_machine_over_during_the_build_keeps_it() {
    world.server().buildsTake(Duration.ofMinutes(5));
    made(MARK);
    register.put(entry().with(record()));
    takeBack(Life.waiting(() -> register.remove(ID)));
    assertThat(world.server().services()).hasSize(1);
    assertThat(wire.calls()).doesNotContain(Call.DELETE_SERVICE);
  }

  @Test
  void nothing_is_done_while_another_run_works_on_the_machine() {
    made(MARK);
    register.put(entry().with(record()));
    var held = MachineLock.take(context());
    takeBack(
        Life.waiting(() -> {
          assertThat(wire.calls()).doesNotContain(Call.FIND_SERVICE, Call.DELETE_SERVICE);
          held.close();
        }));
    assertThat(world.server().services()).isEmpty();
  }

  @Test
  void without_a_network_it_is_tried_again_and_the_reason_is_kept_meanwhile() {
    made(MARK);
    register.put(entry().with(record()));
    wire.before(Call.FIND_SERVICE, () -> fail(Failure.Reason.NO_ROUTE));
    var reasons = new ArrayList<String>();
    takeBack(
        Life.waiting(() ->
            register
                .find(ID)
                .flatMap(Unfinished::failure)
                .ifPresent(one -> reasons.add(one.why()))));
    assertThat(reasons).isNotEmpty().allMatch(why -> why.contains("can't be reached"));
    assertThat(world.server().services()).isEmpty();
    assertThat(register.list()).isEmpty();
  }

  @Test
  void what_never_works_ends_with_the_reason_in_the_register() {
    made(MARK);
    register.put(entry().with(record()));
    wire.beforeEvery(Call.FIND_SERVICE, () -> fail(Failure.Reason.REFUSED));
    takeBack(Life.whole());
    assertThat(register.list().getFirst().failure()).isPresent();
    assertThat(world.time().nanos()).isGreaterThan(Duration.ofMinutes(29).toNanos());
  }

  private void takeBack(Life life) {
    laptop.takeBack(life, wire);
    assertThat(laptop.data().resolve("unfinished").resolve(ID)).doesNotExist();
  }

  private void made(String mark) {
    var context = context();
    page.deploy(page.create("web", Ownership.describe(context.id(), context.owner(), "0", mark)));
  }

  private Service madeUnread() {
    var context = context();
    return page.create("web", Ownership.describeNew(context.id(), context.owner(), MARK, ID));
  }

  private Service onlyService() {
    assertThat(world.server().services()).hasSize(1);
    return world.server().services().getFirst();
  }

  private MachineRecord record() {
    return MachineRecord.of(onlyService(), MachineRecord.PENDING);
  }

  private Unfinished entry() {
    var context = context();
    return new Unfinished(
        ID,
        "web",
        context.options().server(),
        context.options().project(),
        MARK,
        world.time().now(),
        KILLED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void create() {
    laptop.run(Verb.CREATE, "web", Life.whole(), wire);
  }

  private MachineContext context() {
    return laptop.context("web", Life.whole(), Wire.good());
  }

  private static void fail(Failure.Reason reason) {
    throw new DokployException(new Failure.Unreachable("call", reason, "a test"));
  }
}
