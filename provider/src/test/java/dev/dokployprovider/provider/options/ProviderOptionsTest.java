package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderOptionsTest {
  private static final Map<String, String> NEEDED =
      Map.of("DOKPLOY_SERVER_URL", "https://d.example.com", "DOKPLOY_API_TOKEN", "abc");

  @Test
  void what_is_not_set_has_its_default_also_where_devpod_exports_it_empty() {
    var empty = new HashMap<>(NEEDED);
    empty.put("DOKPLOY_PROJECT_NAME", "");
    empty.put("DOKPLOY_SSH_HOST", "");
    assertThat(ProviderOptions.from(empty))
        .isEqualTo(
            new ProviderOptions(
                URI.create("https://d.example.com"),
                new Secret("abc"),
                "devpod-workspaces",
                Optional.empty(),
                Duration.ofMinutes(20),
                "cruizba/ubuntu-dind:latest",
                new SshPorts(Optional.empty(), 2222, 2250),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "https://d.example.com/, https://d.example.com",
    "https://d.example.com/api, https://d.example.com",
    "https://d.example.com/api/, https://d.example.com",
    "https://example.com/dokploy/, https://example.com/dokploy",
    "HTTPS://D.example.com:8443, https://D.example.com:8443",
    "http://10.0.0.5:3000, http://10.0.0.5:3000",
    "http://[fd00::5]:3000/, http://[fd00::5]:3000",
    "' https://d.example.com ', https://d.example.com",
  })
  void an_address_is_taken_as_people_paste_it(String text, String expected) {
    assertThat(with("DOKPLOY_SERVER_URL", text).server()).isEqualTo(URI.create(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d.example.com",
        "ftp://d.example.com",
        "https://",
        "https:///x",
        "https://user:pw@d.example.com",
        "https://d.example.com?x=1",
        "https://d.example.com#x",
        "https://d.example.com:99999",
        "https://d exa mple.com",
        "file:///etc/passwd",
        "https://[fd00::5",
      })
  void an_address_that_is_none_is_refused(String text) {
    refused("DOKPLOY_SERVER_URL", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\nb", "tökén"})
  void a_token_that_no_header_can_carry_is_refused_without_being_shown(String token) {
    assertThatThrownBy(() -> with("DOKPLOY_API_TOKEN", token))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().toString()).doesNotContain(token);
              assertThat(e.getMessage()).doesNotContain(token);
            });
  }

  @ParameterizedTest
  @CsvSource({"90s, 90", "10m, 600", "1h30m, 5400", "2h, 7200"})
  void durations_are_written_as_in_go(String text, long seconds) {
    assertThat(with("DOKPLOY_CREATE_TIMEOUT", text).createTimeout())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "0s", "-5m", "soon", "5m3h", "1.5h", "9999999h"})
  void other_durations_are_refused(String text) {
    refused("DOKPLOY_CREATE_TIMEOUT", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "debian",
        "debian:bookworm",
        "cruizba/ubuntu-dind:latest",
        "ghcr.io/owner/image:1.2.3",
        "localhost:5000/team/image:v1",
        "debian@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void images_are_taken(String image) {
    assertThat(with("DOKPLOY_MACHINE_IMAGE", image).image()).isEqualTo(image);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"debian\nRUN x", "$(id)", "a b", "-v", "../x", "image:", "${X}", "a;b", "'a'"})
  void what_is_no_image_is_refused(String image) {
    refused("DOKPLOY_MACHINE_IMAGE", image);
  }

  @ParameterizedTest
  @CsvSource({"ssh.example.com, ssh.example.com", "10.0.0.5, 10.0.0.5", "[fd00::5], fd00::5"})
  void hosts_are_taken(String text, String host) {
    assertThat(with("DOKPLOY_SSH_HOST", text).sshHost()).contains(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-oProxyCommand=x", "a b", "host:22", "user@host", "a\nb", "$(id)"})
  void what_is_no_host_is_refused(String text) {
    refused("DOKPLOY_SSH_HOST", text);
  }

  private static ProviderOptions with(String option, String value) {
    var environment = new HashMap<>(NEEDED);
    environment.put(option, value);
    return ProviderOptions.from(environment);
  }

  private static void refused(String option, String value) {
    assertThatThrownBy(() -> with(option, value))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isInstanceOfSatisfying(
                        Problem.BadOption.class,
                        bad -> assertThat(bad.option()).isEqualTo(option)));
  }
}
