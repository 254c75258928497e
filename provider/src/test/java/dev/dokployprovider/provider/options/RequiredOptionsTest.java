package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The address and the key, and what is shown of a value that can't be used. */
class RequiredOptionsTest {
  private static final String ADDRESS = "https://d.example.com";

  @Test
  void they_are_the_address_and_the_key() {
    assertThat(RequiredOptions.all())
        .containsExactly(Option.DOKPLOY_SERVER_URL, Option.DOKPLOY_API_TOKEN);
  }

  @Test
  void those_without_a_value_are_missing() {
    assertThat(RequiredOptions.missing(Map.of("DOKPLOY_SERVER_URL", ADDRESS)))
        .containsExactly(Option.DOKPLOY_API_TOKEN);
    assertThat(
            RequiredOptions.missing(Map.of("DOKPLOY_SERVER_URL", " ", "DOKPLOY_API_TOKEN", "abc")))
        .containsExactly(Option.DOKPLOY_SERVER_URL);
  }

  @Test
  void why_a_value_can_not_be_used_is_reported() {
    assertThat(RequiredOptions.fault(Option.DOKPLOY_SERVER_URL, ADDRESS)).isEmpty();
    assertThat(RequiredOptions.fault(Option.DOKPLOY_SERVER_URL, ADDRESS + ":0"))
        .contains("the port is not a number from 1 to 65535");
    assertThat(RequiredOptions.fault(Option.DOKPLOY_SERVER_URL, ADDRESS + ":65535")).isEmpty();
    assertThat(RequiredOptions.fault(Option.DOKPLOY_SERVER_URL, ADDRESS + ":65536")).isPresent();
    assertThat(RequiredOptions.fault(Option.DOKPLOY_API_TOKEN, "abc")).isEmpty();
    assertThat(RequiredOptions.fault(Option.DOKPLOY_API_TOKEN, "two words")).isPresent();
    assertThat(RequiredOptions.fault(Option.DOKPLOY_PROJECT_NAME, "x"))
        .contains("it is not required");
  }

  @Test
  void the_address_that_is_meant_is_reported_where_it_can_be() {
    assertThat(RequiredOptions.meantAddress("https://me:hush@d.example.com")).contains(ADDRESS);
    assertThat(RequiredOptions.meantAddress(ADDRESS)).isEmpty();
    assertThat(RequiredOptions.meantAddress(ADDRESS + ":0")).isEmpty();
  }

  @Test
  void of_an_invalid_value_no_password_and_nothing_of_many_lines_is_shown() {
    assertThat(shown("DOKPLOY_SERVER_URL", "https://me:hush@d.example.com"))
        .contains("https://...@d.example.com");
    assertThat(shown("DOKPLOY_CREATE_TIMEOUT", "no time")).contains("no time");
    assertThat(shown("DOKPLOY_MACHINE_ENV", "A=1\nPASSWORD: hush")).isEmpty();
    assertThat(shown("DOKPLOY_API_TOKEN", "hush hush")).isEmpty();
  }

  private static Optional<String> shown(String name, String value) {
    var values = new HashMap<>(Map.of("DOKPLOY_SERVER_URL", ADDRESS, "DOKPLOY_API_TOKEN", "abc"));
    values.put(name, value);
    var failed =
        catchThrowableOfType(
            ProblemException.class,
            () -> {
              var options = ProviderOptions.from(values);
              var _ = options.server();
              var _ = options.token();
              var _ = options.createTimeout();
              var _ = options.machine();
            });
    assertThat(failed.problem()).isInstanceOf(Problem.BadOption.class);
    var problem = (Problem.BadOption) failed.problem();
    assertThat(problem.option()).isEqualTo(name);
    return problem.shown();
  }
}
