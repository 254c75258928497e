package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What OpenSSH 9.2 said in each of these cases. */
class JumpLogReaderTest {
  private static final String BEGIN =
      """
      debug1: Executing proxy command: exec ssh -o BatchMode=yes -W "[172.18.0.2]:22" srv
      """;
  private static final String END =
      """
      kex_exchange_identification: Connection closed by remote host
      Connection closed by UNKNOWN port 65535
      """;
  private static final String MACHINE =
      """
      debug1: Remote protocol version 2.0, remote software version OpenSSH_9.2p1
      debug1: Authenticating to 172.18.0.2:22 as 'root'
      """;

  static Stream<Arguments> logs() {
    return Stream.of(
        Arguments.of(
            "channel 0: open failed: connect failed: Connection refused\n"
                + "stdio forwarding failed\n"
                + END,
            new OpenResult.Refused("Connection refused")),
        Arguments.of(
            "channel 0: open failed: connect failed: No route to host\nstdio forwarding failed\n"
                + END,
            new OpenResult.Unreachable("No route to host")),
        Arguments.of(
            "channel 0: open failed: administratively prohibited: open failed\n"
                + "stdio forwarding failed\n"
                + END,
            new OpenResult.JumpFailed(
                "channel 0: open failed: administratively prohibited: open failed"
                    + " stdio forwarding failed")),
        Arguments.of(
            "ssh: Could not resolve hostname srv: Name or service not known\n" + END,
            new OpenResult.JumpFailed(
                "ssh: Could not resolve hostname srv: Name or service not known")),
        Arguments.of(
            "ssh: connect to host 127.0.0.1 port 22522: Connection refused\n" + END,
            new OpenResult.JumpFailed(
                "ssh: connect to host 127.0.0.1 port 22522: Connection refused")),
        Arguments.of(
            "Host key verification failed.\n" + END,
            new OpenResult.JumpFailed("Host key verification failed.")),
        Arguments.of(
            "root@127.0.0.1: Permission denied (publickey).\n" + END,
            new OpenResult.JumpFailed("root@127.0.0.1: Permission denied (publickey).")),
        Arguments.of(
            """
            Connection timed out during banner exchange
            Connection to UNKNOWN port 65535 timed out
            """,
            new OpenResult.TimedOut("Connection timed out during banner exchange")),
        Arguments.of(
            END,
            new OpenResult.Closed("kex_exchange_identification: Connection closed by remote host")),
        Arguments.of(
            MACHINE + "Host key verification failed.\n",
            new OpenResult.OtherHostKey("Host key verification failed.")),
        Arguments.of(
            MACHINE + "root@172.18.0.2: Permission denied (publickey).\n",
            new OpenResult.KeyRefused("root@172.18.0.2: Permission denied (publickey).")),
        Arguments.of(
            MACHINE + "Authenticated to 172.18.0.2 (via proxy) using \"publickey\".\n",
            new OpenResult.Opened()));
  }

  @ParameterizedTest
  @MethodSource("logs")
  void what_is_the_jump_hosts_and_what_is_the_machines_is_distinguished(
      String log, OpenResult result) {
    assertThat(JumpLogReader.of(BEGIN + log)).isEqualTo(result);
  }
}
