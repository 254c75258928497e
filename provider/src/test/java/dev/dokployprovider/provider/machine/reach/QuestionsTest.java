package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.ssh.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one run on a machine answers to several questions. */
class QuestionsTest {
  @Test
  void each_question_has_its_own_output_and_exit_code() {
    var questions = new Questions();
    questions.add("printf one");
    questions.add("echo two; echo lost >&2; exit 3");
    var answers = questions.ask("echo three; echo told >&2; exit 4", QuestionsTest::run);
    assertThat(answers.to("printf one")).isEqualTo(new RunResult(0, "one", ""));
    assertThat(answers.to("echo two; echo lost >&2; exit 3"))
        .isEqualTo(new RunResult(3, "two\n", ""));
    assertThat(answers.last()).isEqualTo(new RunResult(4, "three\n", "told\n"));
  }

  @Test
  void the_last_may_be_alone() {
    assertThat(new Questions().ask("echo one", QuestionsTest::run).last())
        .isEqualTo(new RunResult(0, "one\n", ""));
  }

  /** As where the connection is lost, or a shell prints something else. */
  @ParameterizedTest
  @CsvSource({"''", "one", "one\u0002", "one\u00020", "one\u0002x\u0002", "one\u00021234\u0002"})
  void a_question_that_was_not_answered_has_failed(String out) {
    var questions = new Questions();
    questions.add("echo one");
    var answers = questions.ask("true", script -> new RunResult(255, out, "closed"));
    assertThat(answers.to("echo one").exitCode()).isEqualTo(1);
    assertThat(answers.last().exitCode()).isEqualTo(255);
  }

  private static RunResult run(String script) {
    try {
      var process = new ProcessBuilder("sh", "-c", script).start();
      process.getOutputStream().close();
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new RunResult(process.waitFor(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
