package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionAdviceTest {
  @ParameterizedTest
  @EnumSource(
      names = {
        "DOKPLOY_API_TOKEN",
        "DOKPLOY_CA_CERT_FILE",
        "DOKPLOY_MACHINE_ENV",
        "DOKPLOY_MACHINE_VOLUMES",
        "DOKPLOY_MACHINE_CACHES",
        "DOKPLOY_MACHINE_PROXY",
        "DOKPLOY_MACHINE_MEMORY",
        "DOKPLOY_SSH_PORTS"
      })
  void advice_ends_with_a_line_to_paste(Option option) {
    assertThat(OptionAdvice.of(option))
        .containsPattern(
            "\nFor example:\ndevpod provider set-options dokploy -o " + option + "=\\S+$");
  }
}
