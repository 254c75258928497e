package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lines of real deployments' logs say of the end. */
class LogEventTest {
  private static final String CONTAINER = "devpod-web-abc123-machine-1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        " Container devpod-web-abc123-machine-1  Started",
        " Container devpod-web-abc123-machine-1 Started",
        " Container devpod-web-abc123-machine-1 Started ",
        " ✔ Container devpod-web-abc123-machine-1  Started",
        " Container devpod-web-abc123-machine-1  Running"
      })
  void the_container_was_started(String line) {
    assertThat(LogEvent.of(line, CONTAINER)).contains(LogEvent.STARTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Docker Compose Deployed: ✅",
        "Error occurred ❌, check the logs for details.",
        "Error: ❌ Docker command failed",
        "Error: ❌ Script execution failed",
        "Error ❌ Error response from daemon",
        "❌ Error: Compose file not found",
        "❌ Has occured an error: no domain",
        "❌ Has occurred an error: no domain",
        "ERROR Creating Compose File: Error: ENOSPC: ❌"
      })
  void dokploy_is_done_with_docker(String line) {
    assertThat(LogEvent.of(line, CONTAINER)).contains(LogEvent.ENDED);
  }

  @ParameterizedTest
  @CsvSource({
    "' Container devpod-web-abc123-machine-1  Starting'",
    "' Container devpod-web-abc123-machine-1  Created'",
    "' Container devpod-web-abc123-machine-12  Started'",
    "' Container devpod-web-abc123-machine-1  Error'",
    "'#9 0.312 Container devpod-web-abc123-machine-1  Started'",
    "'#9 22.01 ❌ the tests failed'",
    "'#9 22.01 Error: ❌ Docker command failed'",
    "'❌ the tests failed'",
    "' > [machine 3/4] RUN echo ❌ && false:'",
    "'File ''docker-compose.yml'' created: ✅'",
    "''"
  })
  void anything_else_says_nothing(String line) {
    assertThat(LogEvent.of(line, CONTAINER)).isEqualTo(Optional.empty());
  }
}
