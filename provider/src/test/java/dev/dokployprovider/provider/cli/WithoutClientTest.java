package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.Message;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithoutClientTest {
  @ParameterizedTest
  @CsvSource({
    "devpod provider set-options dokploy -o A=1, export A=1",
    "devpod provider set-options dokploy -o A=1 -o B=2, export A=1 B=2",
    "devpod machine start web, dokploy-provider start web",
    "devpod machine delete --force web, dokploy-provider delete web",
    "Wait a moment., Wait a moment."
  })
  void a_command_of_devpods_becomes_one_that_works_without_it(String line, String expected) {
    assertThat(WithoutClient.words(new Message("x", List.of(), List.of(line))).fix())
        .containsExactly(expected);
  }
}
