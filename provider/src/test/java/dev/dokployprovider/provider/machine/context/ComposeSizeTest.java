package dev.dokployprovider.provider.machine.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.options.MachineOptions;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.SomeOptions;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeSizeTest {
  @Test
  void a_file_that_dokploy_can_not_write_is_refused_by_the_name_of_the_longest_option() {
    var options =
        options(
            Map.of(
                "DOKPLOY_MACHINE_SCRIPT", "# " + "x".repeat(3000),
                "DOKPLOY_MACHINE_ENV", "A=" + "y".repeat(4000) + "\nB=" + "z".repeat(1000)));

    assertThatCode(() -> ComposeSize.check("x".repeat(80_000), options)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ComposeSize.check("ä".repeat(40_001), options))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(Wording.of(e.problem()).toString())
                    .contains("Invalid value for DOKPLOY_MACHINE_ENV", "80002", "5000")
                    .doesNotContain("yyy"));
  }

  private static MachineOptions options(Map<String, String> values) {
    return ProviderOptions.from(SomeOptions.with(values)).machine();
  }
}
