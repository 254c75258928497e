package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

  @Test
  void ssh_is_given_the_user_s_environment_without_the_provider_s_options() {
    assertThat(
            Programs.environmentFor(
                Map.of(
                    "PATH", "/bin",
                    "LC_ALL", "de_DE.UTF-8",
                    "SSH_AUTH_SOCK", "/agent",
                    "COMMAND", "secret",
                    "WORKSPACE_SOURCE", "git:https://secret@example.com",
                    "LC_DPC", "secret",
                    "DOKPLOY_API_TOKEN", "secret")))
        .isEqualTo(Map.of("PATH", "/bin", "LC_ALL", "C", "SSH_AUTH_SOCK", "/agent"));
  }

  @Test
  void a_flood_is_cut_and_the_program_runs_to_its_end() throws Exception {
    RunResult result =
        Programs.run(
            List.of("sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x; echo err >&2; exit 3"),
            Map.of("PATH", System.getenv("PATH")),
            Sshd.PATIENCE);

    assertThat(result).isEqualTo(new RunResult(3, "x".repeat(1 << 20), "err\n"));
  }

  /** As registry logins, which are read from the machine: a killed process removes no file. */
  @Test
  void nothing_that_it_prints_is_ever_in_a_temporary_file() throws Exception {
    try (var watch = TempWatch.of("top-secret-output")) {
      RunResult result =
          Programs.run(
              List.of("sh", "-c", "echo top-secret-output; sleep 1; echo end"),
              Map.of("PATH", System.getenv("PATH")),
              Sshd.PATIENCE);

      assertThat(result.stdout()).isEqualTo("top-secret-output\nend\n");
      assertThat(watch.looks()).isGreaterThan(3);
      assertThat(watch.found()).isEmpty();
    }
  }

  /** A killed process would leave a file. */
  @Test
  void its_error_texts_have_no_file_name_while_it_runs() throws Exception {
    RunResult result =
        Programs.run(
            List.of(
                "sh",
                "-c",
                "while [ -e \"$(readlink /proc/$$/fd/2)\" ]; do sleep 0.05; done; echo end >&2"),
            Map.of("PATH", System.getenv("PATH")),
            Sshd.PATIENCE);

    assertThat(result).isEqualTo(new RunResult(0, "", "end\n"));
  }

  @Test
  void a_file_of_ours_that_can_not_be_deleted_yet_spoils_no_result(@TempDir Path temp)
      throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");
    Path held = temp.resolve("held");
    Files.createDirectories(held.resolve("inside"));

    Programs.discard(file);
    Programs.discard(held);

    assertThat(file).doesNotExist();
    assertThat(held).exists();
  }

  @Test
  void a_program_that_takes_too_long_has_ended_when_that_is_reported(@TempDir Path temp)
      throws Exception {
    Path pid = temp.resolve("pid");
    RunResult result =
        Programs.run(
            List.of("sh", "-c", "echo $$ >'" + pid + "'; echo err >&2; exec sleep 60"),
            Map.of("PATH", System.getenv("PATH")),
            Duration.ofSeconds(3));

    assertThat(result)
        .isEqualTo(new RunResult(255, "", "err\n\nConnection timed out: not done after 3 s\n"));
    assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))).isEmpty();
  }

  @Test
  void a_program_that_leaves_a_child_behind_is_not_waited_for() throws Exception {
    RunResult result =
        Programs.run(
            List.of("sh", "-c", "sleep 40 & echo done"),
            Map.of("PATH", System.getenv("PATH")),
            Duration.ofSeconds(30));

    assertThat(result).isEqualTo(new RunResult(0, "done\n", ""));
  }
}
