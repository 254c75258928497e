package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of other releases and systems than the one that these tests run on. */
class SshLogReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Refused      | ssh: connect to host 127.0.0.1 port 1: Connection refused
          UnknownHost  | ssh: Could not resolve hostname x.invalid: Name or service not known
          UnknownHost  | ssh: Could not resolve hostname x: nodename nor servname provided, or not known
          TimedOut     | ssh: connect to host 10.0.0.1 port 22: Connection timed out
          TimedOut     | ssh: connect to host 10.0.0.1 port 22: Operation timed out
          TimedOut     | Connection timed out during banner exchange
          TimedOut     | Connection to 127.0.0.1 port 4242 timed out
          TimedOut     | Connection to UNKNOWN port 65535 timed out
          TimedOut     | Timeout, server 10.0.0.1 not responding.
          Unreachable  | ssh: connect to host 10.0.0.1 port 22: No route to host
          Unreachable  | ssh: connect to host 10.0.0.1 port 22: Network is unreachable
          Unreachable  | ssh: connect to host 10.0.0.1 port 22: Permission denied
          Closed       | kex_exchange_identification: Connection closed by remote host
          Closed       | kex_exchange_identification: read: Connection reset by peer
          Closed       | ssh_exchange_identification: Connection closed by remote host
          Closed       | ssh_exchange_identification: read: Connection reset by peer
          Closed       | Connection closed by UNKNOWN port 65535
          Closed       | Connection reset by 127.0.0.1 port 4242
          NotSsh       | debug1: kex_exchange_identification: banner line 0: HTTP/1.1 400 Bad Request
          NotSsh       | debug1: ssh_exchange_identification: HTTP/1.1 400 Bad Request
          NotSsh       | banner exchange: Connection to 127.0.0.1 port 80: invalid format
          NotSsh       | Protocol major versions differ: 2 vs. 1
          NotSsh       | Unable to negotiate with 127.0.0.1 port 22: no matching key exchange method found.
          OtherHostKey | Host key verification failed.
          KeyRefused   | root@127.0.0.1: Permission denied (publickey).
          KeyRefused   | Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures
          Opened       | debug1: Authenticated to 127.0.0.1 ([127.0.0.1]:42201) using "publickey".
          Opened       | Authenticated to 127.0.0.1 ([127.0.0.1]:42201) using "publickey".
          Failed       | Bad owner or permissions on /m/ssh_config
          """)
  void the_words_of_each_release_are_understood(String result, String line) {
    String log = "OpenSSH_9.9p1, LibreSSL 3.3.6\ndebug1: Connecting to h port 1.\n" + line + "\r\n";

    assertThat(SshLogReader.of(log).getClass().getSimpleName()).isEqualTo(result);
  }

  @Test
  void the_detail_is_the_line_that_decided() {
    assertThat(
            SshLogReader.of(
                "debug1: Connecting\nssh: connect to host h port 1: Connection refused\r\n"))
        .isEqualTo(new OpenResult.Refused("ssh: connect to host h port 1: Connection refused"));
  }

  @Test
  void a_host_key_in_the_way_is_distinguished_from_the_refusal_that_follows() {
    assertThat(
            SshLogReader.of(
                """
                No RSA host key is known for machine-key and you have requested strict checking.
                Host key verification failed.
                """))
        .isInstanceOf(OpenResult.OtherHostKey.class);
  }

  @Test
  void anything_else_is_reported_whole_without_the_debugging() {
    assertThat(SshLogReader.of("debug1: a\nBad owner or permissions on x\nsomething\u001b[2J\n"))
        .isEqualTo(new OpenResult.Failed("Bad owner or permissions on x\nsomething[2J"));
    assertThat(SshLogReader.of("")).isEqualTo(new OpenResult.Failed(""));
  }
}
