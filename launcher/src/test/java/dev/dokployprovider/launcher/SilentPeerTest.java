package dev.dokployprovider.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.ssh.FreezableProxy;
import dev.dokployprovider.provider.ssh.Sshd;
import dev.dokployprovider.provider.ssh.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A peer whose packets are dropped without a word: a frozen proxy, a laptop that slept. It is ssh
 * that gives it up, after 9 s, so one shell is enough.
 */
class SilentPeerTest {
  @TempDir private Path temp;
  private Machine machine;

  @BeforeEach
  void start_a_machine() throws IOException {
    machine = new Machine(temp, Shell.DASH);
  }

  @AfterEach
  void end_it() {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  void a_peer_that_fell_silent_is_given_up_and_the_same_command_gets_through() throws Exception {
    try (FreezableProxy proxy = new FreezableProxy(machine.sshd().address())) {
      machine.leadTo(proxy.address());
      machine.javaDials();
      assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));

      proxy.freeze();
      Call call = machine.startCommand("echo through");
      call.stdin().close();
      proxy.thawForNewConnections();

      assertThat(call.end().stdout()).isEqualTo("through\n");
      assertThat(call.exit()).isZero();
    }
  }

  @Test
  void a_machine_that_moved_behind_the_silence_is_looked_for_by_the_same_command()
      throws Exception {
    try (FreezableProxy proxy = new FreezableProxy(machine.sshd().address());
        Sshd other = Sshd.start(temp.resolve("other"))) {
      machine.leadTo(proxy.address());
      assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));
      Path moved = machine.configFor(machine.sshd().address());
      machine.javaDoes("echo looking; cp '" + moved + "' \"$MACHINE_FOLDER/ssh_config\"");
      machine.javaDials();

      proxy.freeze();
      Call call = machine.startCommand("cat; echo err >&2; exit 7");
      call.stdin().write("all of stdin".getBytes(StandardCharsets.UTF_8));
      call.stdin().close();
      proxy.handTo(other.address());

      assertThat(call.end()).isEqualTo(new Outcome(7, "all of stdin", "looking\nerr\n"));
      assertThat(other.logins()).isZero();
    }
  }

  @Test
  void a_peer_that_fell_silent_is_no_longer_Running() throws Exception {
    try (FreezableProxy proxy = new FreezableProxy(machine.sshd().address())) {
      machine.leadTo(proxy.address());
      assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "Running\n"));

      proxy.freeze();
      Waiting.until("the master gives up", () -> machine.masters().isEmpty());

      assertThat(machine.call("status")).isEqualTo(Outcome.of(0, "from Java: status\n"));
    }
  }
}
