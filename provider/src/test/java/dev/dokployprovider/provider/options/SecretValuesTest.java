package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretValuesTest {
  @Test
  void the_token_is_blanked_wherever_it_stands() {
    assertThat(SecretValues.blanked("a t0ken b t0kens", Map.of("DOKPLOY_API_TOKEN", " t0ken\n")))
        .isEqualTo("a [secret] b [secret]s");
  }

  /** What says where the token is, is none. */
  @ParameterizedTest
  @ValueSource(strings = {"file:/run/token", " env:TOKEN", "command:pass dokploy"})
  void a_reference_to_a_token_is_shown(String reference) {
    assertThat(SecretValues.blanked("it is " + reference, Map.of("DOKPLOY_API_TOKEN", reference)))
        .isEqualTo("it is " + reference);
  }

  @Test
  void values_of_variables_are_blanked_and_not_their_names() {
    var environment = Map.of("DOKPLOY_MACHINE_ENV", "NAME=value=1\nOTHER=word");
    assertThat(SecretValues.blanked("NAME value=1 OTHER word", environment))
        .isEqualTo("NAME [secret] OTHER [secret]");
  }

  @Test
  void the_logins_of_proxies_are_blanked_and_not_their_addresses() {
    var environment =
        Map.of(
            "DOKPLOY_MACHINE_PROXY", "http://me:pass@one.test:3128",
            "https_proxy", "http://you:word@two.test",
            "HTTP_PROXY", "http://three.test/a@b",
            "NO_PROXY", "http://four:fours@four.test");
    assertThat(
            SecretValues.blanked(
                "me:pass@one.test you:word@two.test three.test/a@b four:fours", environment))
        .isEqualTo("[secret]@one.test [secret]@two.test three.test/a@b four:fours");
  }

  @Test
  void what_has_fewer_than_four_characters_is_no_secret() {
    assertThat(SecretValues.blanked("abc abcd", Map.of("DOKPLOY_MACHINE_ENV", "A=abc\nB=abcd")))
        .isEqualTo("abc [secret]");
  }

  /** Else the rest of the longer one would be left. */
  @Test
  void of_one_that_is_a_part_of_another_nothing_is_left() {
    assertThat(
            SecretValues.blanked(
                "hushed-and-more", Map.of("DOKPLOY_MACHINE_ENV", "A=hushed\nB=hushed-and-more")))
        .isEqualTo("[secret]");
  }
}
