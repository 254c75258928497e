package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.testing.ScriptedSsh;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a machine's own words about the images that it shares. */
class SharedImagesNoteTest {
  private static final Map<String, String> SHARED = Map.of("DOKPLOY_MACHINE_SHARED_IMAGES", "10g");
  private static final String WORDS =
      "Images copied from your other machines: 2 (300 MB in 1 s).\n"
          + "Images are not shared: Docker's storage is overlayfs.";

  @TempDir Path folder;

  private final List<String> asked = new ArrayList<>();

  @Test
  void the_machines_words_are_kept_for_describe() {
    keep(SHARED, () -> new RunResult(0, WORDS + "\n", ""));
    assertThat(kept()).contains(WORDS + "\n");
    assertThat(asked).containsExactly("devpod-images status");
  }

  @Test
  void the_newest_words_count() {
    keep(SHARED, () -> new RunResult(0, "old\n", ""));
    keep(SHARED, () -> new RunResult(0, "new\n", ""));
    assertThat(kept()).contains("new\n");
  }

  @Test
  void without_the_option_the_machine_is_not_asked_and_nothing_is_said_any_more() {
    keep(SHARED, () -> new RunResult(0, WORDS, ""));
    asked.clear();
    keep(Map.of(), () -> new RunResult(0, WORDS, ""));
    assertThat(kept()).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void what_is_no_answer_of_the_scripts_changes_nothing() {
    keep(SHARED, () -> new RunResult(0, WORDS, ""));
    keep(SHARED, () -> new RunResult(127, "devpod-images: not found", ""));
    keep(SHARED, () -> new RunResult(0, " \n", ""));
    keep(SHARED, () -> new RunResult(0, "x".repeat(5000), ""));
    assertThat(kept()).contains(WORDS + "\n");
  }

  @Test
  void a_machine_that_is_ready_is_not_given_up_for_it() {
    keep(
        SHARED,
        () -> {
          throw new ProblemException(new Problem.SshNotRun("no such program"));
        });
    assertThat(kept()).isEmpty();
  }

  @Test
  void who_ends_the_program_is_not_kept_waiting() {
    var interrupted = new ProblemException(new Problem.Interrupted());
    assertThatThrownBy(() ->
            keep(
                SHARED,
                () -> {
                  throw interrupted;
                }))
        .isSameAs(interrupted);
  }

  private Optional<String> kept() {
    return new MachineFolder(folder).read(MachineFolder.SHARED_IMAGES);
  }

  private void keep(Map<String, String> options, Supplier<RunResult> answer) {
    var ssh =
        new ScriptedSsh()
            .onRun(command -> {
              asked.add(command);
              return answer.get();
            });
    new SharedImagesNote(new FakeDokploy().context(folder, new StoppedTime(), options, ssh)).keep();
  }
}
