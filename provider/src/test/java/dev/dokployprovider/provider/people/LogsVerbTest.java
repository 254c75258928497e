package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it prints of a real deployment is shown in e2e. */
class LogsVerbTest {
  @TempDir Path home;

  @Test
  void a_line_of_a_build_can_not_move_the_cursor() {
    assertThat(LogsVerb.plain("\u001B[32mok\u001B[0m\u001B[2J\ta\rb\u0007")).isEqualTo("ok\tab");
  }

  @Test
  void what_shows_the_log_of_docker_goes_on_only_where_that_is_asked_for() {
    assertThat(LogsVerb.dockerdLog(5, false)).contains("tail -n 5 ").doesNotContain("-F");
    assertThat(LogsVerb.dockerdLog(5, true))
        .endsWith("exec tail -n 5 -F /var/log/devpod-machine/dockerd.log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "10001"})
  void the_number_of_lines_has_bounds(String number) {
    var desk = new Desk(home).server("https://d.example.com", "key");
    assertThatThrownBy(() -> desk.run(List.of("logs", "web", "--tail=" + number)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().toString()).contains("from 1 to 10000"));
  }
}
