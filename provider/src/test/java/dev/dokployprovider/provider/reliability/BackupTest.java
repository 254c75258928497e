package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.containers.MachineState;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.world.FileFault;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.ScriptFault;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups and restores that go well, and what they leave where they don't. */
class BackupTest {
  private static final String WEB = "web";
  private static final String AGAIN = "again";

  @TempDir Path home;

  private World world;
  private World.Computer laptop;
  private Path file;

  @BeforeEach
  void a_machine_with_files() {
    world = new World(Version.NEWEST, home.resolve("world"));
    laptop = world.computer("laptop");
    laptop.run(Verb.CREATE, WEB);
    put(WEB, "/root", "a shell's history");
    put(WEB, "/home", "a workspace");
    put(WEB, "/var/lib/docker", "an image");
    file = home.resolve("web.backup");
  }

  @Test
  void what_was_saved_is_on_a_machine_that_the_restore_creates() {
    var before = world.volumes().of(app(WEB));
    backup();
    put(WEB, "/home", "changed since");

    restore(AGAIN, false);

    assertThat(world.volumes().of(app(AGAIN))).isEqualTo(before);
    assertThat(world.volumes().of(app(WEB))).containsEntry("/home", "changed since");
    assertUp(AGAIN);
    assertUp(WEB);
  }

  @Test
  void a_machine_that_was_stopped_is_stopped_again_after_its_backup() {
    laptop.run(Verb.STOP, WEB);
    backup();
    assertThat(file).exists();
    assertThat(laptop.status(WEB).state()).isEqualTo(MachineState.STOPPED);

    world.volumes().fault(ScriptFault.UNREADABLE);
    assertThatThrownBy(() -> laptop.backup(WEB, home.resolve("two"), Life.whole()))
        .isInstanceOf(ProblemException.class);
    assertThat(laptop.status(WEB).state())
        .as("after one that failed")
        .isEqualTo(MachineState.STOPPED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_interrupted_backup_leaves_no_file_and_the_machine_as_it_was(boolean stopped) {
    if (stopped) {
      laptop.run(Verb.STOP, WEB);
    }
    world.volumes().fault(ScriptFault.INTERRUPTED);
    ThrownProblem.of(Problem.Interrupted.class, this::backup);
    assertThat(Thread.interrupted()).isTrue();
    assertNothingLeft();
    assertThat(laptop.status(WEB).state())
        .isEqualTo(stopped ? MachineState.STOPPED : MachineState.RUNNING);
  }

  @Test
  void a_machine_that_was_stopped_is_started_for_a_restore() {
    backup();
    put(WEB, "/home", "changed since");
    laptop.run(Verb.STOP, WEB);
    restore(WEB, true);
    assertThat(world.volumes().of(app(WEB))).containsEntry("/home", "a workspace");
    assertUp(WEB);
  }

  @Test
  void what_is_on_a_machine_is_replaced_only_where_that_was_asked_for() {
    backup();
    put(WEB, "/home", "changed since");
    var problem =
        ThrownProblem.of(Problem.BackupRefused.class, () -> restore(WEB, false)).why().getFirst();
    assertThat(problem).contains("would be replaced");
    assertThat(world.volumes().of(app(WEB))).containsEntry("/home", "changed since");
    assertUp(WEB);

    // Another folder of the same user knows nothing of it yet.
    var other = world.secondHome("laptop");
    ThrownProblem.of(
        Problem.BackupRefused.class, () -> other.restore(WEB, file, false, Life.whole()));
    assertThat(world.volumes().of(app(WEB))).containsEntry("/home", "changed since");
  }

  @Test
  void a_restore_that_is_refused_leaves_a_stopped_machine_stopped() {
    backup();
    put(WEB, "/home", "changed since");
    laptop.run(Verb.STOP, WEB);
    ThrownProblem.of(Problem.BackupRefused.class, () -> restore(WEB, false));
    assertThat(laptop.status(WEB).state()).as("not to replace").isEqualTo(MachineState.STOPPED);

    var other = world.secondHome("laptop");
    ThrownProblem.of(
        Problem.BackupRefused.class, () -> other.restore(WEB, file, false, Life.whole()));
    assertThat(laptop.status(WEB).state()).as("of another folder").isEqualTo(MachineState.STOPPED);

    world.volumes().fault(ScriptFault.NO_TAR);
    ThrownProblem.of(Problem.BackupRefused.class, () -> restore(WEB, true));
    assertThat(laptop.status(WEB).state()).as("can't be filled").isEqualTo(MachineState.STOPPED);
    assertThat(world.volumes().of(app(WEB))).containsEntry("/home", "changed since");
  }

  @Test
  void whether_a_machine_may_be_replaced_is_asked_before_the_backup_is_read() throws IOException {
    backup();
    byte[] whole = Files.readAllBytes(file);
    // In the first volume, past the ten bytes of gzip's own.
    whole[new String(whole, StandardCharsets.ISO_8859_1).indexOf("\u001f\u008b") + 12] ^= 1;
    Files.write(file, whole);
    ThrownProblem.of(Problem.BackupRefused.class, () -> restore(WEB, false));
    ThrownProblem.of(Problem.UnusableBackup.class, () -> restore(WEB, true));
    assertUp(WEB);
  }

  @Test
  void a_file_that_is_there_stays_as_it_is() throws IOException {
    Files.writeString(file, "precious");
    laptop.run(Verb.STOP, WEB);
    var problem = ThrownProblem.of(Problem.BadOption.class, this::backup);
    assertThat(problem.shown()).contains(file.toString());
    assertThat(problem.fix())
        .contains("dokploy-provider backup web --to " + problem.shown().orElseThrow() + ".2");
    assertThat(file).hasContent("precious");
    Path folder = file.resolveSibling("folder.of.backups");
    Files.createDirectory(folder);
    file = folder;
    assertThat(ThrownProblem.of(Problem.BadOption.class, this::backup).fix())
        .contains("--to " + folder.resolve("web.backup"));
    file = folder.resolve("none").resolve("web.backup");
    assertThat(ThrownProblem.of(Problem.BadOption.class, this::backup).fix())
        .endsWith("--to web.backup");
    assertThat(laptop.status(WEB).state()).as("nothing was begun").isEqualTo(MachineState.STOPPED);
  }

  @Test
  void a_disk_that_takes_no_file_is_reported_and_nothing_is_left() {
    world.files(FileFault.FULL);
    // Its own folder is on that disk too, and what it can't note there it tells.
    assertThatThrownBy(this::backup).isInstanceOf(ProblemException.class);
    world.files(FileFault.NONE);
    assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource(
      value = ScriptFault.class,
      names = {"CHANGED", "UNREADABLE", "BUSY"})
  void a_backup_that_the_machine_can_not_give_leaves_no_file_and_the_machine_goes_on(
      ScriptFault fault) {
    world.volumes().fault(fault);
    var problem = ThrownProblem.of(Problem.BackupFailed.class, this::backup);
    assertThat(problem.why())
        .singleElement()
        .asString()
        .contains(
            Map.of(
                    ScriptFault.CHANGED, "changed meanwhile in /home: ./notes",
                    ScriptFault.UNREADABLE, "Input/output error",
                    ScriptFault.BUSY, "7 busy")
                .get(fault));
    assertNothingLeft();
    assertUp(WEB);
    world.volumes().fault(ScriptFault.NONE);
    backup();
    assertThat(file).exists();
  }

  @ParameterizedTest
  @EnumSource(
      value = ScriptFault.class,
      names = {"NO_MACHINE", "NO_TAR"})
  void what_is_no_machine_of_its_own_or_lacks_tar_is_left_alone(ScriptFault fault) {
    backup();
    put(WEB, "/home", "changed since");
    world.volumes().fault(fault);
    Consumer<Problem.BackupRefused> says =
        problem ->
            assertThat(problem.why().getFirst())
                .contains(fault == ScriptFault.NO_TAR ? "tar(GNU)" : "processes of its own");
    says.accept(
        ThrownProblem.of(
            Problem.BackupRefused.class,
            () -> laptop.backup(WEB, home.resolve("two"), Life.whole())));
    says.accept(ThrownProblem.of(Problem.BackupRefused.class, () -> restore(WEB, true)));
    assertThat(home.resolve("two")).doesNotExist();
    assertThat(world.volumes().of(app(WEB))).containsEntry("/home", "changed since");
    assertThat(world.volumes().paused()).isEmpty();
    assertUp(WEB);
  }

  @Test
  void a_machine_that_was_created_for_a_restore_that_is_refused_is_removed_again() {
    backup();
    world.volumes().fault(ScriptFault.NO_TAR);
    ThrownProblem.of(Problem.BackupRefused.class, () -> restore(AGAIN, false));
    assertThat(laptop.status(AGAIN).state()).isEqualTo(MachineState.NOT_FOUND);
    assertThat(world.server().docker().containers()).containsExactly(app(WEB));
  }

  @ParameterizedTest
  @EnumSource(
      value = ScriptFault.class,
      names = {"FULL", "OTHER_BYTES"})
  void a_restore_that_ends_half_way_is_told_until_it_was_run_again(ScriptFault fault) {
    var before = world.volumes().of(app(WEB));
    backup();
    world.volumes().fault(fault);
    var problem = ThrownProblem.of(Problem.RestoreFailed.class, () -> restore(WEB, true));
    assertThat(problem.why().getFirst())
        .contains(
            fault == ScriptFault.FULL
                ? "No space left on device"
                : "The volume /home is not the same");
    assertThat(laptop.status(WEB).state()).isEqualTo(MachineState.STOPPED);

    world.volumes().fault(ScriptFault.NONE);
    laptop.run(Verb.START, WEB);
    assertThat(world.notes()).anyMatch(note -> note.contains("is not finished"));
    var refused =
        ThrownProblem.of(
            Problem.BackupRefused.class,
            () -> laptop.backup(WEB, home.resolve("two"), Life.whole()));
    assertThat(refused.why().getFirst()).contains("is not finished");
    assertThat(home.resolve("two")).doesNotExist();

    restore(WEB, false);
    assertThat(world.volumes().of(app(WEB))).isEqualTo(before);
    laptop.run(Verb.START, WEB);
    assertThat(world.notes()).noneMatch(note -> note.contains("is not finished"));
  }

  @Test
  void a_file_that_is_no_backup_changes_nothing() throws IOException {
    Files.writeString(file, "PK\u0003\u0004 cut");
    ThrownProblem.of(Problem.UnusableBackup.class, () -> restore(AGAIN, false));
    assertThat(world.server().services()).hasSize(1);
  }

  private void backup() {
    laptop.backup(WEB, file, Life.whole());
  }

  private void restore(String machine, boolean replace) {
    laptop.restore(machine, file, replace, Life.whole());
  }

  private String app(String machine) {
    return world.server().services().stream()
        .filter(one -> one.name().equals(machine))
        .findFirst()
        .orElseThrow()
        .appName();
  }

  private void put(String machine, String place, String text) {
    world.volumes().put(app(machine), place, text);
  }

  private void assertUp(String machine) {
    assertThat(laptop.status(machine).state()).isEqualTo(MachineState.RUNNING);
    assertThat(world.volumes().paused()).isEmpty();
  }

  private void assertNothingLeft() {
    assertThat(home).isDirectoryNotContaining(found -> found.toString().contains("backup"));
    assertThat(world.volumes().paused()).isEmpty();
  }
}
