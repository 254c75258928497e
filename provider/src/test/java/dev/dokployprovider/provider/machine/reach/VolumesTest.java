package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.ssh.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumesTest {
  private static final Map<String, String> BEFORE =
      Map.of("/root", "aa", "/home", "bb", "/var/lib/devpod", "cc");

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();

  @Test
  void the_loss_is_said_once_and_kept_for_describe() {
    check(0, Volumes.write(BEFORE));
    check(0, Volumes.write(BEFORE));
    assertThat(notes).isEmpty();
    assertThat(new MachineFolder(folder).read(MachineFolder.LOST_VOLUMES)).isEmpty();
    String now = "/root aa\n/home xx\n/var/lib/devpod yy\n";
    check(0, now);
    assertThat(notes).hasSize(1);
    assertThat(notes.getFirst()).contains("is lost: /home, /var/lib/devpod. It goes on");
    assertThat(new MachineFolder(folder).read(MachineFolder.LOST_VOLUMES))
        .contains("/home, /var/lib/devpod\n");
    check(0, now);
    assertThat(notes).hasSize(1);
  }

  @Test
  void a_machine_that_does_not_answer_the_question_has_lost_nothing() {
    check(0, Volumes.write(BEFORE));
    check(127, "");
    check(1, "/home xx\n");
    check(0, "usage\n");
    check(0, Volumes.write(BEFORE));
    assertThat(notes).isEmpty();
  }

  private void check(int exitCode, String answer) {
    new Volumes(context()).check(new RunResult(exitCode, answer, ""));
  }

  private MachineContext context() {
    return new FakeDokploy().reporting(this::note).context(folder, new StoppedTime());
  }

  private void note(Event event) {
    if (event.status() == Event.Status.NOTE) {
      notes.add(event.text());
    }
  }

  @Test
  void a_volume_that_is_another_one_now_was_lost() {
    assertThat(Volumes.lost(BEFORE, BEFORE)).isEmpty();
    assertThat(Volumes.lost(BEFORE, Map.of("/root", "aa", "/home", "xx", "/var/lib/devpod", "yy")))
        .containsExactlyInAnyOrder("/home", "/var/lib/devpod");
  }

  @Test
  void what_was_not_known_or_is_not_mounted_any_more_was_not_lost() {
    assertThat(Volumes.lost(Map.of(), BEFORE)).isEmpty();
    assertThat(Volumes.lost(BEFORE, Map.of("/root", "aa", "/data", "dd"))).isEmpty();
  }

  @Test
  void what_is_written_is_read_again_and_other_lines_are_passed_over() {
    assertThat(Volumes.read(Volumes.write(BEFORE))).isEqualTo(BEFORE);
    assertThat(Volumes.read("WELCOME\n/root aa\n\nusage: x\n/home\n"))
        .isEqualTo(Map.of("/root", "aa"));
  }

  @Test
  void the_machine_is_asked_for_all_places_at_once() {
    assertThat(Volumes.command(List.of("/root", "/var/lib/docker")))
        .isEqualTo("devpod-machine volumes /root /var/lib/docker");
  }
}
