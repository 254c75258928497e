package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintedTest {
  private final InputStream beginning =
      new ByteArrayInputStream("the beginning".getBytes(StandardCharsets.UTF_8));

  @Test
  void what_was_read_before_an_error_is_not_taken_for_all_that_was_printed() {
    var printed = Printed.on(new SequenceInputStream(beginning, new FullMemory()));
    assertThatThrownBy(() -> printed.text(true)).hasRootCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void of_an_output_that_is_kept_open_what_was_read_until_then_is_all() throws Exception {
    try (var keptOpen = new PipedOutputStream();
        var rest = new PipedInputStream(keptOpen)) {
      var printed = Printed.on(new SequenceInputStream(beginning, rest));
      assertThat(printed.text(false)).isEqualTo("the beginning");
    }
  }
}
