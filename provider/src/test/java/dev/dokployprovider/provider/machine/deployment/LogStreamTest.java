package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.LogTail;
import org.junit.jupiter.api.Test;

/** What is kept of a log that is followed. */
class LogStreamTest {
  private String next = "";

  @Test
  void a_line_without_end_is_not_kept_without_end() {
    var stream =
        new LogStream(
            new LogTail() {
              @Override
              public String more() {
                return next;
              }

              @Override
              public void close() {}
            },
            "web-machine-1");
    next = "x".repeat(1 << 20);
    for (int i = 0; i < 12; i++) {
      stream.listen();
      assertThat(stream.kept()).isLessThanOrEqualTo(4 << 20);
    }
    next = "\n Container web-machine-1 Started\n";
    assertThat(stream.listen()).contains(LogEvent.STARTED);
    assertThat(stream.whole()).isEmpty();
  }
}
