package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.options.ProviderYaml.Binary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ProviderYamlTest {
  private final Map<?, ?> yaml =
      parse(
          ProviderYaml.render(
              "dokploy-dev",
              "0.1.0",
              List.of(
                  new Binary("linux", "amd64", "/a \"b\"/dokploy-provider", Optional.empty()))));

  @Test
  void every_option_is_there_with_its_default_and_in_a_group() {
    assertThat(map("options").keySet().stream().map(String::valueOf))
        .containsExactlyElementsOf(Arrays.stream(Option.values()).map(Option::name).toList());
    assertThat(map("options", "DOKPLOY_PROJECT_NAME").get("default"))
        .isEqualTo("devpod-workspaces");
    assertThat((List<?>) yaml.get("optionGroups"))
        .flatExtracting(group -> (List<?>) ((Map<?, ?>) group).get("options"))
        .hasSize(Option.values().length);
  }

  @Test
  void a_new_token_or_address_reaches_machines_that_exist() {
    for (var name : List.of("DOKPLOY_API_TOKEN", "DOKPLOY_SERVER_URL")) {
      assertThat(map("options", name).get("global")).as(name).isEqualTo(true);
    }
  }

  @Test
  void every_verb_is_one_quoted_word_so_that_a_path_with_blanks_works() {
    assertThat(yaml.get("exec"))
        .isEqualTo(
            Map.of(
                "init", "\"${DOKPLOY_PROVIDER}\" init",
                "create", "\"${DOKPLOY_PROVIDER}\" create",
                "delete", "\"${DOKPLOY_PROVIDER}\" delete",
                "start", "\"${DOKPLOY_PROVIDER}\" start",
                "stop", "\"${DOKPLOY_PROVIDER}\" stop",
                "status", "\"${DOKPLOY_PROVIDER}\" status",
                "describe", "\"${DOKPLOY_PROVIDER}\" describe",
                "command", "\"${DOKPLOY_PROVIDER}\" command"));
  }

  @Test
  void the_programs_path_arrives_as_it_is() {
    assertThat(yaml.get("binaries"))
        .isEqualTo(
            Map.of(
                "DOKPLOY_PROVIDER",
                List.of(
                    Map.of("os", "linux", "arch", "amd64", "path", "/a \"b\"/dokploy-provider"))));
  }

  private Map<?, ?> map(String... names) {
    Map<?, ?> at = yaml;
    for (String name : names) {
      at = (Map<?, ?>) Objects.requireNonNull(at.get(name), name);
    }
    return at;
  }

  private static Map<?, ?> parse(String text) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
