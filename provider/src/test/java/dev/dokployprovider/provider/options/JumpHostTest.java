package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JumpHostTest {

  @Test
  void an_alias_of_the_users_own_configuration_is_taken_as_it_is() {
    assertThat(JumpHost.parse("my-server"))
        .isEqualTo(new JumpHost(Optional.empty(), "my-server", OptionalInt.empty()));
    assertThat(JumpHost.parse(" work/prod_1 ").arguments()).containsExactly("work/prod_1");
  }

  @ParameterizedTest
  @CsvSource({
    "root@host, -l root host",
    "host:2200, -p 2200 host",
    "me@host.example.com:22, -l me -p 22 host.example.com",
    "me@corp@bastion, -l me@corp bastion",
    "[2001:db8::7], 2001:db8::7",
    "root@[2001:db8::7]:2200, -l root -p 2200 2001:db8::7",
    "192.0.2.7:22, -p 22 192.0.2.7",
  })
  void user_host_and_port_become_arguments_of_ssh(String text, String arguments) {
    assertThat(String.join(" ", JumpHost.parse(text).arguments())).isEqualTo(arguments);
    assertThat(JumpHost.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-oProxyCommand=id",
        "root@-oProxyCommand=id",
        "-l@host",
        "host name",
        "host;id",
        "host$(id)",
        "host`id`",
        "host'",
        "host\"",
        "host\\",
        "%h",
        "h%h",
        "host\nHost *",
        "user name@host",
        "$USER@host",
        "@host",
        "host:",
        "host:0",
        "host:65536",
        "host:22:22",
        "host:ssh",
        "::1",
        "2001:db8::7",
        "[host]",
        "[]",
        "[::1",
        "[::1]22",
        "[fe80::1%eth0]",
        "~/x",
        "=ls",
        "#host",
        "hôte",
      })
  void what_a_shell_or_ssh_could_take_for_something_else_is_refused(String text) {
    assertThatThrownBy(() -> JumpHost.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatever_is_taken_has_only_characters_without_a_meaning() {
    long seed = Long.getLong("soak.seed", 20_261_128);
    var random = new Random(seed);
    String alphabet = "ab1._-+/@:[]%$`'\"\\ ;&|<>(){}*?~#=!^\n\té";
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int left = random.nextInt(8); left >= 0; left--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Optional<JumpHost> host = parsed(text.toString());
      if (host.isPresent()) {
        taken++;
        List<String> arguments = host.get().arguments();
        assertThat(String.join(" ", arguments))
            .as("seed %d: %s", seed, text)
            .matches("(-l [A-Za-z0-9_][\\w.+@-]* )?(-p \\d+ )?[A-Za-z0-9_:][\\w.+/:-]*");
        assertThat(JumpHost.parse(host.get().toString())).isEqualTo(host.get());
      }
    }
    assertThat(taken).as("seed %d", seed).isPositive();
  }

  private static Optional<JumpHost> parsed(String text) {
    try {
      return Optional.of(JumpHost.parse(text));
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }
}
