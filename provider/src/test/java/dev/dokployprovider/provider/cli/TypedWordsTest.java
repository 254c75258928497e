package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told to type. */
class TypedWordsTest {
  private static final String SET = "devpod provider set-options dokploy -o DOKPLOY_API_TOKEN=KEY";
  private static final Map<String, String> CLIENT =
      Map.of("DEVPOD", "devpod", "PROVIDER_ID", "dokploy-dev");
  private static final Map<String, String> CLIENTS_MACHINE =
      Map.of(
          "DEVPOD",
          "devpod",
          "PROVIDER_ID",
          "dokploy-dev",
          "MACHINE_ID",
          "web",
          "MACHINE_CONTEXT",
          "default");

  @ParameterizedTest
  @CsvSource({
    "devpod provider set-options dokploy -o A=1, export A=1",
    "devpod provider set-options dokploy -o A=1 -o B=2, export A=1 B=2",
    "devpod machine start web, dokploy-provider start web",
    "devpod machine delete --force web, dokploy-provider delete --force web",
    "'Choose another name with --id, for example --id web-2.', dokploy-provider create web-2",
    "devpod provider set-options dokploy -o DOKPLOY_API_TOKEN=YOUR_KEY, dokploy-provider login",
    "Wait a moment., Wait a moment."
  })
  void without_a_client_a_command_of_devpods_becomes_one_that_works(String line, String expected) {
    assertThat(said(Map.of(), Map.of(), line)).containsExactly(expected);
  }

  @Test
  void a_value_of_a_clients_provider_is_corrected_there() {
    assertThat(said(Map.of(), CLIENT, SET))
        .containsExactly("devpod provider set-options dokploy-dev -o DOKPLOY_API_TOKEN=KEY");
  }

  @Test
  void a_value_of_a_variable_is_corrected_in_the_shell_though_a_client_has_one_too() {
    assertThat(said(Map.of("DOKPLOY_API_TOKEN", "wrong"), CLIENT, SET))
        .containsExactly("export DOKPLOY_API_TOKEN=KEY");
  }

  @Test
  void a_machine_of_a_client_is_managed_by_it() {
    assertThat(said(Map.of(), CLIENTS_MACHINE, "devpod machine start web"))
        .containsExactly("devpod machine start web");
  }

  @Test
  void a_machine_that_no_client_made_is_managed_here_though_a_clients_options_are_used() {
    var own = Map.of("DEVPOD", "devpod", "PROVIDER_ID", "dokploy-dev", "MACHINE_ID", "web");
    assertThat(said(Map.of(), own, "devpod machine start web"))
        .containsExactly("dokploy-provider start web");
    assertThat(said(Map.of(), own, "Remove it from DevPod, too:"))
        .containsExactly("Remove it from this computer, too:");
  }

  private static List<String> said(
      Map<String, String> shell, Map<String, String> environment, String line) {
    return new TypedWords(shell, environment)
        .of(new Message("It failed.", List.of(), List.of(line)))
        .fix();
  }
}
