package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
        .contains("tail -n 5 -F /var/log/devpod-machine/dockerd.log");
  }

  /** With a sed that can do so line by line, and with one that can't. */
  @ParameterizedTest
  @ValueSource(strings = {"GNU", "busybox"})
  void what_shows_the_log_of_docker_leaves_out_what_moves_the_cursor(String tools)
      throws IOException, InterruptedException {
    Path log = Files.writeString(home.resolve("log"), "a\u001b[2Jb\nlast\n");
    Path bin = Files.createDirectories(home.resolve("bin"));
    if (tools.equals("busybox")) {
      Path sed = Files.writeString(bin.resolve("sed"), "#!/bin/sh\nexit 1\n");
      Files.setPosixFilePermissions(sed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    for (boolean follow : List.of(false, true)) {
      var command =
          LogsVerb.dockerdLog(5, follow)
              .replace("/var/log/devpod-machine/dockerd.log", log.toString());
      var builder = new ProcessBuilder("sh", "-c", command);
      builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
      var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
        assertThat(lines.readLine()).isEqualTo("a[2Jb");
        assertThat(lines.readLine()).isEqualTo("last");
      } finally {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      }
    }
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
