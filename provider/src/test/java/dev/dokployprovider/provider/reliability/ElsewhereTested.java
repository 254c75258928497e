package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Faults that a world in memory can't show, and the tests of real programs that do. */
final class ElsewhereTested {
  /** A fault, and the test of it. */
  record Fault(String words, String file, String test) {
    String name() {
      return Path.of(file).getFileName().toString().replace(".java", "") + "." + test;
    }
  }

  private static final List<Fault> ALL =
      List.of(
          new Fault(
              "the live connection's own process frozen (SIGSTOP), by the launcher",
              "launcher/src/test/java/dev/dokployprovider/launcher/ConnectionTest.java",
              "a_stopped_master_is_left_alone_and_replaced"),
          new Fault(
              "the same where its process was not recorded",
              "launcher/src/test/java/dev/dokployprovider/launcher/ConnectionTest.java",
              "a_stopped_master_is_seen_where_no_process_was_recorded_too"),
          new Fault(
              "the network silent under a live connection",
              "launcher/src/test/java/dev/dokployprovider/launcher/SilentPeerTest.java",
              "a_peer_that_fell_silent_is_given_up_and_the_same_command_gets_through"),
          new Fault(
              "the machine's SSH session killed in a backup, its container in a backup and a restore",
              "e2e/src/test/java/dev/dokployprovider/e2e/scenarios/KilledBackupScenario.java",
              "whatever_ends_them_the_machine_goes_on_or_says_what_is_missing"),
          new Fault(
              "a computer without ssh",
              "e2e/src/test/java/dev/dokployprovider/e2e/scenarios/UnusualEnvironmentScenario.java",
              "odd_folders_closed_streams_and_a_computer_without_ssh"));

  List<Fault> all() {
    return ALL;
  }

  /** Fails where such a test is gone. */
  void check() throws IOException {
    for (var fault : ALL) {
      assertThat(Files.readString(Path.of("..").resolve(fault.file()))).contains(fault.test());
    }
  }
}
