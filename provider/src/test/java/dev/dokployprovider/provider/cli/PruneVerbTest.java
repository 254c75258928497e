package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Environment.ServiceName;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.folder.FolderLock;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineLocks;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.ProcessMark;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.machine.prune.Prune;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.ExitCode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees and is asked, with one machine whose folder is gone. */
class PruneVerbTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String name = "web";
  private String description = "";
  private boolean deleted;
  private boolean empty;

  private final FakeDokploy dokploy =
      new FakeDokploy()
          .on(Call.VERSION, () -> Version.NEWEST)
          .on(Call.PROJECTS_NAMED, () -> List.of(project()))
          .on(Call.FIND_SERVICE, () -> deleted ? Optional.empty() : Optional.of(service()))
          .on(Call.CONTAINERS, List::of)
          .onVoid(Call.CANCEL_WAITING, () -> {})
          .onVoid(Call.DELETE_SERVICE, () -> deleted = true)
          .on(Call.REMOVE_IMAGE, () -> true);

  @BeforeEach
  void own() {
    var owner = dokploy.context(folder, new StoppedTime()).owner().value();
    description = "DevPod machine web (owner " + owner + ", recipe ff)";
    new MachineFolders(folder).note("c1", folder.resolve("gone"));
  }

  @ParameterizedTest
  @CsvSource({
    // arguments, a terminal, what is answered there, whether it is removed
    "'', false, y, false",
    "--yes, false, '', true",
    "web, false, y, false",
    "web --yes, false, '', true",
    "'', true, y, true",
    "'', true, yes, true",
    "'', true, Y, true",
    "'', true, n, false",
    "'', true, '', false",
    "'', true, yesterday, false",
    "--yes, true, '', true",
  })
  void it_removes_where_a_person_says_so_and_ends_well_in_any_case(
      String arguments, boolean terminal, String answer, boolean removed) {
    assertThat(prune(arguments, terminal, answer)).isEqualTo(ExitCode.OK);
    assertThat(deleted).isEqualTo(removed);
    assertThat(shown())
        .contains("web: a machine with its volumes: its folder ")
        .contains(removed ? "removed: web" : "Nothing was removed.");
    assertThat(err.toString(StandardCharsets.UTF_8).contains("[y/N]"))
        .isEqualTo(terminal && !arguments.contains("--yes"));
  }

  @Test
  void what_changes_while_a_person_thinks_stays() {
    var reader =
        new BufferedReader(new StringReader("y\n")) {
          @Override
          public String readLine() {
            description = description.replace("recipe ff", "recipe ee");
            return "y";
          }
        };
    assertThat(prune(List.of(), true, reader)).isEqualTo(ExitCode.MACHINE);
    assertThat(deleted).isFalse();
    assertThat(shown()).contains("stays: web: it has come into use");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_service_of_shared_volumes_goes_with_its_empty_image(boolean mayRemoveImages) {
    var images = new ArrayList<List<Object>>();
    dokploy.onCall(
        Call.REMOVE_IMAGE,
        image -> {
          images.add(image);
          if (!mayRemoveImages) {
            throw new DokployException(new Failure.NotAllowed("dockerImage.removeImage", "no"));
          }
          return true;
        });
    var owner = dokploy.context(folder, new StoppedTime()).owner().value();
    name = "devpod-caches-" + owner.substring(0, 8);
    description = "Volumes that DevPod machines share (owner " + owner + ")";
    assertThat(prune("--yes", false, "")).isEqualTo(ExitCode.OK);
    assertThat(shown()).contains("removed: " + name);
    assertThat(deleted).isTrue();
    assertThat(images)
        .containsExactly(List.of("devpod-web-a1b2c3-caches", "latest", Optional.empty()));
  }

  @Test
  void what_an_interrupted_create_made_goes_with_its_entry() {
    var creates = new UnfinishedCreates(folder);
    creates.put(unfinished(new ProcessMark(1, Optional.of(Instant.EPOCH))));
    assertThat(prune("--yes", false, "")).isEqualTo(ExitCode.OK);
    assertThat(shown())
        .contains("web: a create that was interrupted at 2026-11-28T08:00:00Z, with what it made")
        .containsOnlyOnce("removed: web");
    assertThat(deleted).isTrue();
    assertThat(creates.list()).isEmpty();
  }

  @Test
  void what_an_interrupted_create_made_stays_where_its_folder_is_there() {
    var creates = new UnfinishedCreates(folder);
    creates.put(unfinished(new ProcessMark(1, Optional.of(Instant.EPOCH))));
    hasFolder(folder.resolve("machine"));
    assertThat(prune("--yes", false, "")).isEqualTo(ExitCode.OK);
    assertThat(shown()).doesNotContain("interrupted", "removed");
    assertThat(deleted).isFalse();
    assertThat(creates.list()).hasSize(1);
  }

  @Test
  void what_an_interrupted_trial_made_goes_though_its_folder_is_there() {
    var creates = new UnfinishedCreates(folder);
    creates.put(unfinished(new ProcessMark(1, Optional.of(Instant.EPOCH))));
    hasFolder(folder.resolve(MachineFolders.TRIAL + "123").resolve("machine"));
    assertThat(prune("--yes", false, "")).isEqualTo(ExitCode.OK);
    assertThat(shown()).contains("with what it made").containsOnlyOnce("removed: web");
    assertThat(deleted).isTrue();
    assertThat(creates.list()).isEmpty();
  }

  private void hasFolder(Path machine) {
    var there = new MachineFolder(machine);
    there.prepare();
    there.save(MachineRecord.of(service(), MachineRecord.PENDING));
    new MachineFolders(folder).note(service().composeId(), machine);
  }

  @Test
  void a_create_that_is_still_at_work_is_left_alone() {
    var creates = new UnfinishedCreates(folder);
    creates.put(unfinished(ProcessMark.of(ProcessHandle.current())));
    assertThat(prune("", false, "")).isEqualTo(ExitCode.OK);
    assertThat(shown())
        .isEqualTo(
            """
            web: another run of the provider is working on it; it is left alone
            Nothing to remove.
            """);
    assertThat(prune("web --yes", false, "")).isEqualTo(ExitCode.MACHINE);
    assertThat(shown()).contains("stays: web: another run of the provider is working on it");
    assertThat(deleted).isFalse();
    assertThat(creates.list()).hasSize(1);
  }

  @Test
  void a_machine_that_another_run_has_locked_is_left_alone_and_nobody_waits() {
    var lock = FolderLock.tryTake(locks().file()).orElseThrow();
    try (lock) {
      assertThat(prune("--yes", false, "")).isEqualTo(ExitCode.OK);
    }
    assertThat(shown())
        .contains("web: another run of the provider is working on it", "Nothing to remove.");
    assertThat(deleted).isFalse();
    assertThat(prune("--yes", false, "")).isEqualTo(ExitCode.OK);
    assertThat(deleted).isTrue();
    assertThat(locks().file()).doesNotExist();
  }

  @Test
  void a_run_that_begins_while_a_person_thinks_keeps_its_machine() {
    var locked = new ArrayList<FolderLock>();
    var reader =
        new BufferedReader(new StringReader("y\n")) {
          @Override
          public String readLine() {
            locked.add(FolderLock.tryTake(locks().file()).orElseThrow());
            return "y";
          }
        };
    assertThat(prune(List.of(), true, reader)).isEqualTo(ExitCode.MACHINE);
    assertThat(shown()).contains("stays: web: another run of the provider is working on it");
    assertThat(deleted).isFalse();
    locked.forEach(FolderLock::close);
  }

  @Test
  void an_empty_project_goes_by_its_name() {
    empty = true;
    dokploy
        .on(Call.FIND_PROJECT, () -> Optional.of(project()))
        .onVoid(Call.REMOVE_PROJECT, () -> deleted = true);
    assertThat(prune("devpod-workspaces --yes", false, "")).isEqualTo(ExitCode.OK);
    assertThat(shown()).contains("removed: devpod-workspaces\n");
    assertThat(deleted).isTrue();
  }

  /** A create makes the project first, and then a service in it. */
  @Test
  void an_empty_project_stays_while_a_create_is_at_work() {
    empty = true;
    var creates = new UnfinishedCreates(folder);
    creates.put(unfinished(ProcessMark.of(ProcessHandle.current())));
    assertThat(prune("devpod-workspaces --yes", false, "")).isEqualTo(ExitCode.MACHINE);
    assertThat(shown())
        .contains("stays: devpod-workspaces: another run of the provider is working on it");
  }

  private MachineLocks locks() {
    return new MachineLocks(
        folder, URI.create("https://d.example.com"), "devpod-workspaces", "web");
  }

  private Unfinished unfinished(ProcessMark run) {
    return new Unfinished(
        "00000000000000aa",
        "web",
        URI.create("https://d.example.com"),
        "devpod-workspaces",
        "0123456789abcdef",
        Instant.parse("2026-11-28T08:00:00Z"),
        run,
        Optional.empty(),
        Optional.of(MachineRecord.of(service(), MachineRecord.PENDING)),
        Optional.empty());
  }

  @Test
  void another_owners_machine_is_not_even_shown() {
    description = "DevPod machine web (owner 0123456789abcdef, recipe ff)";
    assertThat(prune("--yes", false, "")).isEqualTo(ExitCode.OK);
    assertThat(shown()).isEqualTo("Nothing is left over.\n");
    assertThat(deleted).isFalse();
  }

  private int prune(String arguments, boolean terminal, String answer) {
    var words = arguments.isEmpty() ? List.<String>of() : List.of(arguments.split(" ", -1));
    return prune(words, terminal, new BufferedReader(new StringReader(answer + "\n")));
  }

  private int prune(List<String> words, boolean terminal, BufferedReader in) {
    var streams =
        new Streams(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new Terminals(terminal, terminal, terminal),
            false,
            false);
    var context = dokploy.context(folder, new StoppedTime());
    return new PruneVerb(new Prune(context, List.of(folder), List::of), streams, in).run(words);
  }

  private String shown() {
    return out.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  private Project project() {
    var services = empty ? List.<ServiceName>of() : List.of(new ServiceName("c1", name));
    var environment = new Environment("P", "E", "production", true, services);
    return new Project("P", "devpod-workspaces", "", empty, List.of(environment));
  }

  private Service service() {
    return new Service(
        "c1",
        name,
        "devpod-web-a1b2c3",
        description,
        ServiceStatus.DONE,
        "services: {}",
        Optional.empty(),
        List.of());
  }
}
