package dev.dokployprovider.provider.machine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLogsTest {
  private static final Instant FIRST = Instant.parse("2026-11-28T08:00:00Z");

  @TempDir Path data;

  @Test
  void a_log_is_kept_for_its_user_alone_and_the_newest_ten_stay() throws IOException {
    var logs = new KeptLogs(data);
    for (int i = 0; i < 12; i++) {
      logs.keep("web", FIRST.plusSeconds(i), "log " + i);
    }
    try (var files = Files.list(data.resolve("logs"))) {
      assertThat(files).hasSize(10);
    }
    var newest = data.resolve("logs").resolve("20261128-080011-web.log");
    assertThat(newest).hasContent("log 11");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(newest)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_log_that_can_not_be_written_is_no_failure() throws IOException {
    Files.writeString(data.resolve("logs"), "in the way");
    assertThat(new KeptLogs(data).keep("web", FIRST, "log")).isEmpty();
  }
}
