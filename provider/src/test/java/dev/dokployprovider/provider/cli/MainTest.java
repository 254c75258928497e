package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** However the program ends, whoever waits for its end hears of it at once. */
class MainTest {
  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void the_end_is_told_with_the_exit_code() {
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
