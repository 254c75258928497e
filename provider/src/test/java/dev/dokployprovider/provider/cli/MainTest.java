package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However the program ends, what waits for its end hears of it at once. */
class MainTest {
  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void the_end_is_reported_with_the_exit_code() {
    assertThat(Main.ended(() -> 7, 1, new PrintStream(OutputStream.nullOutputStream()), ended))
        .isEqualTo(7);
    assertThat(ended.getCount()).isZero();
  }

  @Test
  void an_error_is_an_end_too() {
    var err = new ByteArrayOutputStream();
    int code =
        Main.ended(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            },
            255,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            ended);
    assertThat(code).isEqualTo(255);
    assertThat(ended.getCount()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Java heap space");
  }

  @ParameterizedTest
  @CsvSource({
    // why it can't be written, the verb's own exit code, the one of the process
    "No space left on device, 0, 3",
    "Bad file descriptor, 0, 3",
    "No space left on device, 6, 6",
    "Broken pipe, 0, 0",
    "'', 0, 0",
  })
  void what_could_not_be_written_is_a_failure_unless_its_reader_wanted_no_more(
      String why, int its, int expected) {
    var output =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                if (!why.isEmpty()) {
                  throw new IOException(why);
                }
              }
            });
    var err = new ByteArrayOutputStream();
    new PrintStream(output, true, StandardCharsets.UTF_8).println("a line");
    int code = Main.written(output, its, new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(expected);
    boolean told = err.toString(StandardCharsets.UTF_8).contains(why + ".");
    assertThat(told).isEqualTo(!why.isEmpty() && !why.equals("Broken pipe"));
  }

  @Test
  void so_is_one_that_can_not_even_be_told() {
    var full =
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public void println(String text) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    int code =
        Main.ended(
            () -> {
              throw new StackOverflowError();
            },
            1,
            full,
            ended);
    assertThat(code).isEqualTo(1);
    assertThat(ended.getCount()).isZero();
  }
}
