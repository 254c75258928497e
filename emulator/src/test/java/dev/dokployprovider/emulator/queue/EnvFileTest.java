package dev.dokployprovider.emulator.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.store.Row;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The .env file of each release (docs/reference/dokploy.md §3.3). */
class EnvFileTest {
  private static String text(String release, String env) {
    Row service = new Row(Json.object("appName", "app", "env", env));
    return EnvFile.text(Release.parse(release).orElseThrow(), service, "P=1", "E=2");
  }

  @Test
  void a_default_docker_config_is_added() {
    assertThat(text("0.22.7", "A=1"))
        .isEqualTo("APP_NAME=app\nA=1\nDOCKER_CONFIG=/root/.docker/config.json");
    assertThat(text("0.23.5", "A=1")).isEqualTo("APP_NAME=app\nA=1\nDOCKER_CONFIG=/root/.docker");
    assertThat(text("0.23.5", "DOCKER_CONFIG=/x")).isEqualTo("APP_NAME=app\nDOCKER_CONFIG=/x");
  }

  @Test
  void the_project_name_is_there_from_0_29_0_on() {
    assertThat(text("0.29.0", "DOCKER_CONFIG=/x"))
        .isEqualTo("APP_NAME=app\nCOMPOSE_PROJECT_NAME=app\nDOCKER_CONFIG=/x");
  }

  @Test
  void values_are_quoted_from_0_30_0_on() {
    assertThat(text("0.30.2", "A='a\"b$c\\d'\nDOCKER_CONFIG=/x"))
        .isEqualTo(
            "APP_NAME=app\nCOMPOSE_PROJECT_NAME=app\nA=\"a\\\"b\\$c\\\\d\"\nDOCKER_CONFIG=\"/x\"");
  }

  @Test
  void it_is_read_as_dotenv_reads_it() {
    assertThat(
            EnvFile.parse(
                "A=from env # x\nexport B=\"b\\nb\"\n# C=c\nD: d\nE='#e'\nF=\n no line\n"))
        .isEqualTo(Map.of("A", "from env", "B", "b\nb", "D", "d", "E", "#e", "F", ""));
  }

  @Test
  void references_are_resolved_and_unknown_ones_refused() {
    assertThat(text("0.28.8", "A=${{project.P}}-${{environment.E}}\nB=${{A}}\nDOCKER_CONFIG=/x"))
        .contains("A=1-2\n");
    assertThatThrownBy(() -> text("0.28.8", "A=${{project.NONE}}")).hasMessageContaining("NONE");
  }
}
