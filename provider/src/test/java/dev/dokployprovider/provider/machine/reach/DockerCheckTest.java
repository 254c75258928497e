package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.ssh.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerCheckTest {
  @Test
  void docker_answers_when_the_machine_says_so_whatever_else_is_printed() {
    assertThat(check(0, "devpod-machine: Docker answers\n", "")).isEmpty();
    assertThat(check(0, "WELCOME\ndevpod-machine: Docker answers\n", "noise\n")).isEmpty();
    assertThat(DockerCheck.command(Duration.ofMinutes(2)))
        .isEqualTo("devpod-machine wait-docker 120 && echo 'devpod-machine: Docker answers'");
  }

  @Test
  void docker_that_does_not_answer_is_reported_with_its_log() {
    String log = "devpod-machine: Docker did not answer within 120 s.\nno iptables\n";
    assertThat(check(1, "", log))
        .contains(
            new Problem.DockerNotReady(
                "web",
                List.of("devpod-machine: Docker did not answer within 120 s.", "no iptables")));
  }

  @Test
  void docker_that_the_user_can_not_use_is_reported_as_that() {
    String said = "devpod-machine: there is no docker client on the PATH of dev: /bin\n";
    assertThat(check(3, "", said))
        .contains(new Problem.DockerNotUsable("web", List.of(said.strip())));
  }

  /** A nologin shell; one whose start-up files run another program; one that is missing. */
  @Test
  void a_check_that_did_not_run_says_nothing_of_docker() {
    assertThat(check(1, "This account is currently not available.\n", ""))
        .contains(doesNotRun(1, "This account is currently not available."));
    assertThat(check(0, "", "")).contains(doesNotRun(0));
    assertThat(check(127, "WELCOME\n", "sh: devpod-machine: not found\n"))
        .contains(doesNotRun(127, "WELCOME", "sh: devpod-machine: not found"));
  }

  private static Optional<Problem> check(int exitCode, String out, String err) {
    return DockerCheck.problem("web", "dev", new RunResult(exitCode, out, err));
  }

  private static Problem doesNotRun(int exitCode, String... said) {
    return new Problem.CommandsDoNotRun("web", "dev", exitCode, List.of(said));
  }
}
