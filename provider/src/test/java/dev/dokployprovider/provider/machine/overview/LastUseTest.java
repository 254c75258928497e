package dev.dokployprovider.provider.machine.overview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastUseTest {
  @TempDir Path data;

  @Test
  void the_workspace_that_was_used_last_counts() throws IOException {
    used("default/workspaces/one", Duration.ofHours(2));
    used("default/workspaces/two", Duration.ofMinutes(10));
    used("work/workspaces/three", Duration.ofDays(1));
    assertThat(LastUse.idle(asked()).orElseThrow())
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }

  @Test
  void a_machine_without_a_workspace_is_not_said_to_be_idle() throws IOException {
    assertThat(asked()).isEmpty();
    assertThat(LastUse.idle("WELCOME\nidle x\n")).isEmpty();
  }

  @Test
  void a_folder_that_a_shell_would_read_is_not_asked_for() {
    assertThat(LastUse.question("/a b")).isEmpty();
    assertThat(LastUse.question("/a'$(reboot)'")).isEmpty();
    assertThat(LastUse.question("relative")).isEmpty();
  }

  private void used(String workspace, Duration ago) throws IOException {
    var file = data.resolve("contexts").resolve(workspace).resolve("workspace.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
  }

  private String asked() throws IOException {
    var question = LastUse.question(data.toString()).orElseThrow();
    var process = new ProcessBuilder("sh", "-c", question).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
