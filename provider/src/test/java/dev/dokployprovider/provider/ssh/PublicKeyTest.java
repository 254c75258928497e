package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyTest {
  private static final String BASE64 =
      "AAAAC3NzaC1lZDI1NTE5AAAAIIa3hYl0Wvw4x8Yl5n0K0yJZ0o3nJ1qv0Xk3oYb0r6c2";

  @Test
  void a_pub_file_is_a_type_a_key_and_a_comment() {
    assertThat(PublicKey.parse("ssh-ed25519 " + BASE64 + " me@home, again\n"))
        .isEqualTo(new PublicKey("ssh-ed25519", BASE64));
    assertThat(PublicKey.parse("ssh-ed25519 " + BASE64))
        .isEqualTo(new PublicKey("ssh-ed25519", BASE64));
  }

  @Test
  void known_hosts_pins_it_under_a_name_of_ours() {
    assertThat(new PublicKey("ssh-ed25519", BASE64).knownHostsLine("machine-key"))
        .isEqualTo("machine-key ssh-ed25519 " + BASE64 + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ssh-ed25519", "ssh-ed25519 short", "* ssh-ed25519 AAAAAAAAAAAAAAAA"})
  void other_text_is_no_key(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PublicKey.parse(text));
  }

  @Test
  void keys_are_equal_by_type_and_key() {
    var key = new PublicKey("ssh-ed25519", BASE64);
    var other = "B" + BASE64.substring(1);
    assertThat(key)
        .hasSameHashCodeAs(new PublicKey("ssh-ed25519", BASE64))
        .doesNotHaveSameHashCodeAs(new PublicKey("ssh-ed25519", other))
        .isNotEqualTo(new PublicKey("ssh-ed25519", other))
        .isNotEqualTo(new PublicKey("ssh-rsa", BASE64))
        .isNotEqualTo(key.toString());
  }
}
