package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.json.JsonException;
import dev.dokployprovider.provider.recipe.model.RegistryLogins;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerClientConfigTest {
  private static final DockerClientConfig NOTHING = new DockerClientConfig("", "");
  private static final RegistryLogins LOGINS =
      new RegistryLogins(Map.of("ghcr.io", new Secret("bWU6c2VjcmV0")));
  private static final Map<String, String> PROXY =
      Map.of("http_proxy", "http://p:1", "HTTPS_PROXY", "http://p:2", "no_proxy", "localhost");

  @Test
  void logins_and_the_proxy_are_put_into_a_file_that_is_not_there() {
    assertThat(NOTHING.with(LOGINS, PROXY))
        .isEqualTo(
            new DockerClientConfig(
                "{\"auths\":{\"ghcr.io\":{\"auth\":\"bWU6c2VjcmV0\"}},\"proxies\":{\"default\":"
                    + "{\"httpProxy\":\"http://p:1\",\"httpsProxy\":\"http://p:2\",\"noProxy\":\"localhost\"}}}",
                "{\"auths\":[\"ghcr.io\"],\"proxies\":true}"));
  }

  @Test
  void what_the_user_has_there_stays() {
    String own =
        "{\"auths\":{\"quay.io\":{\"auth\":\"eDp5\"}},\"proxies\":{\"default\":{}},\"psFormat\":\"x\"}";

    var with = new DockerClientConfig(own, "").with(LOGINS, PROXY);

    assertThat(with.config())
        .contains("\"quay.io\":{\"auth\":\"eDp5\"}", "\"ghcr.io\"", "\"psFormat\":\"x\"")
        .contains("\"proxies\":{\"default\":{}}");
    assertThat(with.with(RegistryLogins.none(), Map.of()))
        .isEqualTo(new DockerClientConfig(own, ""));
  }

  @Test
  void what_was_handed_over_is_taken_out_when_it_is_asked_for_no_more() {
    assertThat(NOTHING.with(LOGINS, PROXY).with(RegistryLogins.none(), Map.of()))
        .isEqualTo(NOTHING);
  }

  @Test
  void a_file_that_is_right_already_is_not_written_again() {
    var right = NOTHING.with(LOGINS, PROXY);
    var asDockerWritesIt =
        new DockerClientConfig(right.config().replace(",", ",\n\t"), right.ours());
    var nobodys = new DockerClientConfig("{\n}\n", "");

    assertThat(asDockerWritesIt.with(LOGINS, PROXY)).isSameAs(asDockerWritesIt);
    assertThat(nobodys.with(RegistryLogins.none(), Map.of())).isSameAs(nobodys);
  }

  @Test
  void a_file_that_is_no_json_is_not_overwritten() {
    var broken = new DockerClientConfig("{", "");
    assertThatThrownBy(() -> broken.with(LOGINS, PROXY)).isInstanceOf(JsonException.class);
  }

  @Test
  void nothing_of_it_is_shown() {
    assertThat(NOTHING.with(LOGINS, PROXY).toString()).doesNotContain("bWU6c2VjcmV0");
  }
}
