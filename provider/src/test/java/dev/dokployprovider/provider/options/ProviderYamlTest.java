package dev.dokployprovider.provider.options;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.options.Option.Trait;
import dev.dokployprovider.provider.options.ProviderYaml.Binary;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
  void a_file_that_is_downloaded_has_its_checksum() {
    var binaries =
        parse(
                ProviderYaml.render(
                    "dokploy",
                    "0.1.0",
                    List.of(
                        new Binary("linux", "amd64", "https://x/a", Optional.of("0a1b")),
                        new Binary("linux", "arm64", "/b", Optional.empty()))))
            .get("binaries");
    assertThat(binaries)
        .isEqualTo(
            Map.of(
                "DOKPLOY_PROVIDER",
                List.of(
                    Map.of(
                        "os", "linux", "arch", "amd64", "path", "https://x/a", "checksum", "0a1b"),
                    Map.of("os", "linux", "arch", "arm64", "path", "/b"))));
  }

  @Test
  void every_option_is_there_with_its_default_and_in_a_group() {
    assertThat(
            Stream.concat(
                    map("options").keySet().stream(),
                    member(subOptions(), "options").keySet().stream())
                .map(String::valueOf)
                .filter(name -> !name.equals("DOKPLOY_CHOICES")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Option.values()).map(Option::name).toList());
    assertThat(map("options", "DOKPLOY_PROJECT_NAME").get("default"))
        .isEqualTo("devpod-workspaces");
    assertThat((List<?>) yaml.get("optionGroups"))
        .flatExtracting(group -> (List<?>) ((Map<?, ?>) group).get("options"))
        .hasSize(Option.values().length);
  }

  /** A client copies the others into each machine that it makes. */
  @Test
  void what_tells_how_dokploy_and_machines_are_reached_also_reaches_machines_that_exist() {
    assertThat(
            map("options").entrySet().stream()
                .filter(
                    option -> Boolean.TRUE.equals(((Map<?, ?>) option.getValue()).get("global")))
                .map(option -> String.valueOf(option.getKey())))
        .containsExactlyInAnyOrder(
            "DOKPLOY_SERVER_URL",
            "DOKPLOY_API_TOKEN",
            "DOKPLOY_PROJECT_NAME",
            "DOKPLOY_CHOICES",
            "DOKPLOY_CA_CERT_FILE",
            "DOKPLOY_CREATE_TIMEOUT",
            "DOKPLOY_AUTHORIZED_KEYS",
            "DOKPLOY_SSH_PORTS",
            "DOKPLOY_SSH_HOST",
            "DOKPLOY_SSH_ROUTE",
            "DOKPLOY_SSH_JUMP",
            "DOKPLOY_SSH_TLS_DOMAIN",
            "DOKPLOY_SSH_TLS_PORT",
            "DOKPLOY_SSH_TLS_BESIDE_APPS",
            "DOKPLOY_SSH_PERSIST",
            "DOKPLOY_KEEP_UNREACHABLE");
  }

  @Test
  void the_form_says_what_a_value_must_be_and_offers_what_there_is() {
    assertThat(map("options", "DOKPLOY_SSH_ROUTE").get("enum"))
        .isEqualTo(List.of("port", "tls", "jump"));
    assertThat(map("options", "DOKPLOY_MACHINE_MEMORY").get("suggestions"))
        .isEqualTo(List.of("2g", "4g", "8g"));
    assertThat(map("options", "DOKPLOY_MACHINE_MEMORY").get("validationMessage"))
        .isEqualTo(
            "DOKPLOY_MACHINE_MEMORY is invalid. A size with a unit, such as 512m or 4g, at least"
                + " 256m.");
  }

  @Test
  void the_remote_servers_of_the_users_dokploy_are_offered_beside_auto() {
    assertThat(subOptions())
        .isEqualTo(
            Map.of(
                "options",
                Map.of(
                    "DOKPLOY_SERVER",
                    Map.of(
                        "displayName",
                        "Remote server",
                        "description",
                        Option.DOKPLOY_SERVER.description(),
                        "suggestions",
                        List.of("auto", "west", "a \"b\": é"),
                        "validationPattern",
                        "^[^!-~]*(?:[^\\x00-\\x1f\\x7f]{0,100})?[^!-~]*$",
                        "validationMessage",
                        "DOKPLOY_SERVER is invalid. 1 to 100 characters on one line."))));
  }

  /** The clients copy a global sub option into each machine, where a new value never reaches it. */
  @Test
  void no_global_option_is_a_sub_option() {
    assertThat(Option.values())
        .noneMatch(option -> option.is(Trait.ON_SERVER) && option.is(Trait.GLOBAL));
  }

  /** The shell's own `:` takes them, so they are in no program's command line. */
  @Test
  void sub_options_are_asked_for_when_address_and_token_are_known() {
    assertThat(map("options", "DOKPLOY_CHOICES"))
        .isEqualTo(
            Map.of(
                "description",
                "Asks your Dokploy for the values that some options may have",
                "hidden",
                true,
                "global",
                true,
                "command",
                ": \"${DOKPLOY_SERVER_URL}\" \"${DOKPLOY_API_TOKEN}\"; echo asked",
                "subOptionsCommand",
                "\"${DOKPLOY_PROVIDER}\" sub-options"));
  }

  @Test
  void the_icon_is_a_picture_that_needs_no_network() {
    String icon = String.valueOf(yaml.get("icon"));
    assertThat(icon).startsWith("data:image/svg+xml;base64,");
    assertThat(new String(Base64.getDecoder().decode(icon.replaceFirst(".*,", "")), UTF_8))
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
        .endsWith("</svg>");
  }

  private static Map<?, ?> subOptions() {
    return parse(ProviderYaml.subOptions(List.of("west", "a \"b\": é")));
  }

  @Test
  void a_required_option_that_devpod_has_no_value_for_is_asked_by_the_program() {
    for (var option : RequiredOptions.all()) {
      assertThat(map("options", option.name()).get("command"))
          .isEqualTo("\"${DOKPLOY_PROVIDER}\" option " + option.name());
    }
  }

  @Test
  void a_name_that_devpod_does_not_take_is_refused() {
    assertThatThrownBy(() -> ProviderYaml.render("a;b", "0.1.0", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_program_is_one_quoted_word_so_that_a_path_with_blanks_works() {
    assertThat(yaml.get("exec"))
        .isEqualTo(
            Map.of(
                "init", "\"${DOKPLOY_PROVIDER}\" init dokploy-dev",
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
      at = member(at, name);
    }
    return at;
  }

  private static Map<?, ?> member(Map<?, ?> map, String name) {
    return (Map<?, ?>) Objects.requireNonNull(map.get(name), name);
  }

  private static Map<?, ?> parse(String text) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
