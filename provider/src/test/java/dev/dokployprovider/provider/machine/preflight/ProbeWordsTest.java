package dev.dokployprovider.provider.machine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.ssh.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of OpenSSH 9.2 and of the resolvers of glibc, musl, macOS and Windows. */
class ProbeWordsTest {
  private static final int FAILED = 255;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h: Name or service not known",
        "h: No address associated with hostname",
        "h: nodename nor servname provided, or not known",
        "No such host is known (h)"
      })
  void a_name_that_nobody_has_is_sure(String said) {
    assertThat(ProbeWords.unknownName(said))
        .isEqualTo(new Answer.Bad("there is no host of that name"));
  }

  /** In another language, too, the two can't be told apart. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "h: Temporary failure in name resolution",
        "h: System error",
        "h: Der Name oder der Dienst ist nicht bekannt",
        "h"
      })
  void a_resolver_that_does_not_tell_proves_nothing(String said) {
    assertThat(ProbeWords.unknownName(said)).isInstanceOf(Answer.Unsure.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh: Could not resolve hostname nowhere.invalid: Name or service not known",
        "ssh: Could not resolve hostname nowhere: Name does not resolve",
        "ssh: connect to host 127.0.0.1 port 1: Connection refused",
        "Host key verification failed.",
        "me@jump: Permission denied (publickey,password).",
        "Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures",
        "/home/me/.ssh/config: line 3: Bad configuration option: foo",
        "Bad owner or permissions on /home/me/.ssh/config"
      })
  void what_ssh_says_for_as_long_as_one_waits_is_sure(String line) {
    var tried = new RunResult(FAILED, "", "Warning: something else\r\n" + line + "\r\n");
    assertThat(ProbeWords.jump(tried)).isEqualTo(new Answer.Bad(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh: Could not resolve hostname jump: Temporary failure in name resolution",
        "ssh: connect to host 10.0.0.1 port 22: Connection timed out",
        "ssh: connect to host 10.0.0.1 port 22: No route to host",
        "kex_exchange_identification: Connection closed by remote host",
        "channel 0: open failed: administratively prohibited: open failed",
        "some proxy command's own words"
      })
  void what_may_be_otherwise_in_a_minute_or_for_another_port_proves_nothing(String line) {
    assertThat(ProbeWords.jump(new RunResult(FAILED, "", line + "\n")))
        .isEqualTo(new Answer.Unsure(line));
  }

  @Test
  void a_jump_host_that_tried_to_pass_on_lets_this_computer_in() {
    String log =
        "channel 0: open failed: connect failed: Connection refused\nstdio forwarding failed\n";
    assertThat(ProbeWords.jump(new RunResult(FAILED, "", log))).isEqualTo(new Answer.Good());
    assertThat(ProbeWords.jump(new RunResult(0, "", ""))).isEqualTo(new Answer.Good());
  }

  @ParameterizedTest
  @CsvSource({
    "connect to host h port 9: Connection refused, the connection is refused",
    "no TLS at h port 22: Unsupported or unrecognized SSL message, what answers does not speak TLS"
  })
  void where_nobody_speaks_TLS_is_sure(String said, String why) {
    assertThat(ProbeWords.tls(said)).isEqualTo(new Answer.Bad(why));
  }

  /**
   * An alert comes from a server that speaks TLS, such as a Traefik that wants to know the name.
   */
  @ParameterizedTest
  @CsvSource({
    "connect to host h port 443: Connection timed out, Connection timed out",
    "connect to host h port 443: No route to host, No route to host",
    "no TLS at h port 443: Received fatal alert: unrecognized_name,"
        + " no TLS at h port 443: Received fatal alert: unrecognized_name"
  })
  void silence_and_an_alert_prove_nothing(String said, String why) {
    assertThat(ProbeWords.tls(said)).isEqualTo(new Answer.Unsure(why));
  }
}
