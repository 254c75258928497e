package dev.dokployprovider.provider.machine.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class WaitReasonTest {
  private final ArrayList<String> said = new ArrayList<>();
  private final StoppedTime time = new StoppedTime();
  private final WaitReason reason =
      new WaitReason(event -> said.add(event.id() + ": " + event.text()), time, "ssh");

  @Test
  void what_is_over_in_a_moment_needs_no_reason() {
    reason.is("the connection is refused");
    time.pass(Duration.ofMillis(4900));
    reason.is("the connection is refused");
    assertThat(said).isEmpty();
  }

  @Test
  void a_reason_is_said_after_five_seconds_and_again_only_when_it_changes() {
    time.pass(Duration.ofSeconds(5));
    for (String now : new String[] {"refused", "refused", "no answer", "no answer", "refused"}) {
      reason.is(now);
    }
    assertThat(said).containsExactly("ssh: refused", "ssh: no answer", "ssh: refused");
  }
}
