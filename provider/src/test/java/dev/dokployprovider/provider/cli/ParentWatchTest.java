package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {
  @Test
  void a_caller_that_runs_has_not_ended_and_one_that_was_killed_has() throws Exception {
    var caller = new ProcessBuilder("sleep", "1000").start();
    var ended = ParentWatch.ended(caller.pid());
    assertThat(ended).isNotDone();

    caller.destroyForcibly();

    assertThat(ended.get(60, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void a_caller_that_has_ended_before_has_ended() throws IOException, InterruptedException {
    var caller = new ProcessBuilder("true").start();
    caller.waitFor();

    assertThat(ParentWatch.ended(caller.pid())).isCompleted();
  }
}
