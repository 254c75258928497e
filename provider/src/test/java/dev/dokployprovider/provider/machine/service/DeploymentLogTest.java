package dev.dokployprovider.provider.machine.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Secret;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeploymentLogTest {
  private static final Secret TOKEN = new Secret("the-token");

  @Test
  void the_lines_that_say_why_are_picked_and_the_noise_is_left() {
    String log =
        """
        Initializing deployment
        Source Type: raw: ✅
        #1 [machine internal] load build definition from Dockerfile
        #3 [machine internal] load metadata for docker.io/no/such:image
        #3 ERROR: pull access denied, repository does not exist
        Error: ❌ Docker command failed

        Error occurred ❌, check the logs for details.
        """;
    assertThat(DeploymentLog.reason(log, TOKEN))
        .containsExactly("#3 ERROR: pull access denied, repository does not exist");
  }

  @Test
  void without_such_a_line_the_last_ones_are_shown() {
    String log =
        IntStream.range(0, 30).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    assertThat(DeploymentLog.reason(log, TOKEN))
        .hasSize(8)
        .startsWith("line 22")
        .endsWith("line 29");
  }

  @Test
  void escape_sequences_and_control_characters_do_not_reach_the_terminal() {
    assertThat(DeploymentLog.reason("\u001B[31merror: no\u0007 space\u001B[0m", TOKEN))
        .containsExactly("error: no  space");
  }

  @Test
  void a_very_long_line_is_cut() {
    assertThat(DeploymentLog.reason("error " + "x".repeat(5000), TOKEN))
        .hasSize(1)
        .allMatch(line -> line.length() == 1000 && line.endsWith("..."));
  }

  @Test
  void an_empty_log_gives_no_reason() {
    assertThat(DeploymentLog.reason("", TOKEN)).isEmpty();
  }

  @Test
  void a_used_up_range_of_ports_is_recognised() {
    assertThat(
            DeploymentLog.isPortTaken(
                List.of("Bind for 0.0.0.0:2222 failed: port is already allocated")))
        .isTrue();
    assertThat(DeploymentLog.isPortTaken(List.of("pull access denied"))).isFalse();
  }

  @Test
  void the_cause_at_the_end_of_a_long_line_is_kept() {
    String log =
        "Error response from daemon: driver failed programming external connectivity on endpoint "
            + "devpod-kept-10596-0v6ays-machine-1 ("
            + "b6".repeat(32)
            + "): Error starting userland proxy: listen tcp4 0.0.0.0:2222: bind: address already in"
            + " use";
    var reason = DeploymentLog.reason(log, TOKEN);
    assertThat(reason).containsExactly(log);
    assertThat(DeploymentLog.isPortTaken(reason)).isTrue();
  }

  @Test
  void a_disk_that_can_not_be_limited_is_recognised() {
    assertThat(
            DeploymentLog.isDiskLimitRefused(
                List.of(
                    "Error response from daemon: --storage-opt is supported only for overlay over"
                        + " xfs with 'pquota' mount option")))
        .isTrue();
    assertThat(DeploymentLog.isDiskLimitRefused(List.of("no space left on device"))).isFalse();
  }

  @Test
  void what_docker_says_of_networks_is_told_apart() {
    var taken =
        List.of(
            "failed to create network web_subnet-198-19-0-8: Error response from daemon: Pool overlaps"
                + " with other one on this address space",
            "invalid pool request: Pool overlaps with other one on this address space");
    var usedUp =
        List.of(
            "could not find an available, non-overlapping IPv4 address pool among the defaults to"
                + " assign to the network",
            "Error response from daemon: all predefined address pools have been fully subnetted");
    var gone = List.of("Error response from daemon: network 73288644a1506d9ada not found");
    assertThat(taken).allMatch(line -> DeploymentLog.isSubnetTaken(List.of(line)));
    assertThat(usedUp).allMatch(line -> DeploymentLog.isPoolsUsedUp(List.of(line)));
    assertThat(gone).allMatch(line -> DeploymentLog.isNetworkGone(List.of(line)));
    assertThat(DeploymentLog.isSubnetTaken(usedUp) || DeploymentLog.isSubnetTaken(gone)).isFalse();
    assertThat(DeploymentLog.isPoolsUsedUp(taken) || DeploymentLog.isPoolsUsedUp(gone)).isFalse();
    assertThat(DeploymentLog.isNetworkGone(taken) || DeploymentLog.isNetworkGone(usedUp)).isFalse();
  }
}
