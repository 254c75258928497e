package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsVerbTest {
  @TempDir Path home;

  @Test
  void each_option_is_shown_with_its_value_and_its_source() {
    var desk = desk();
    assertThat(desk.run(List.of("options"))).isZero();
    assertThat(desk.out())
        .startsWith("OPTION ")
        .containsPattern("(?m)^DOKPLOY_SERVER_URL +https://d.example.com +variable$")
        .containsPattern("(?m)^DOKPLOY_PROJECT_NAME +devpod-workspaces +default$")
        .doesNotContain("DOKPLOY_MACHINE_MEMORY");
  }

  @Test
  void where_the_table_does_not_fit_the_terminal_its_lines_are_folded() {
    var desk =
        desk().variable("DOKPLOY_MACHINE_PACKAGES", "one two three four five six").answers("\n");
    desk.width(60).run(List.of("options"));
    assertThat(desk.out())
        .containsPattern(
            "(?m)^DOKPLOY_MACHINE_PACKAGES     one two three four five six\n {29}\\(variable\\)$")
        .containsPattern("(?m)^DOKPLOY_MACHINE_USER         root \\(default\\)$");
    assertThat(desk.out().lines()).allMatch(line -> line.length() <= 60);
  }

  @Test
  void what_is_no_terminal_gets_the_table_however_wide_it_is() {
    var desk = desk().width(60).variable("DOKPLOY_MACHINE_PACKAGES", "one two three four five six");
    desk.run(List.of("options"));
    assertThat(desk.out())
        .containsPattern("(?m)^DOKPLOY_MACHINE_PACKAGES +one two three four five six +variable$");
  }

  @Test
  void no_secret_is_shown() {
    var desk =
        desk()
            .variable("DOKPLOY_MACHINE_ENV", "A=first-secret\nB=second-secret")
            .variable("DOKPLOY_MACHINE_PROXY", "http://me:word-of-me@10.0.0.1:3128");
    desk.run(List.of("options"));
    desk.run(List.of("options", "--json"));
    assertThat(desk.out())
        .contains("A=[secret]; B=[secret]", "http://[secret]@10.0.0.1:3128")
        .doesNotContain("sesame-key", "first-secret", "second-secret", "word-of-me");
  }

  @Test
  void a_reference_is_no_secret() {
    var desk = desk().variable("DOKPLOY_API_TOKEN", "file:/run/key");
    desk.run(List.of("options"));
    assertThat(desk.out()).contains("file:/run/key");
  }

  @Test
  void all_of_them_are_shown_on_demand() {
    var desk = desk();
    desk.run(List.of("options", "--all", "--json"));
    assertThat(Json.parse(desk.out()).items())
        .hasSameSizeAs(dev.dokployprovider.provider.options.Option.values());
  }

  @Test
  void a_variable_that_an_installed_provider_does_not_see_is_said_so_once() throws IOException {
    Path folder = Files.createDirectories(home.resolve(".devpod"));
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        defaultContext: default
        contexts:
          default:
            defaultProvider: dokploy
            providers:
              dokploy:
                options:
                  DOKPLOY_SERVER_URL: {value: "https://d.example.com"}
                  DOKPLOY_API_TOKEN: {value: "sesame-key"}
        """);
    var desk = new Desk(home).variable("DOKPLOY_PROJECT_NAME", "mine");
    desk.run(List.of("options"));
    assertThat(desk.err())
        .containsOnlyOnce("Only for what you type in this shell: DOKPLOY_PROJECT_NAME.")
        .contains("dokploy of devpod");
    var same = new Desk(home).variable("DOKPLOY_PROJECT_NAME", "devpod-workspaces");
    same.run(List.of("options"));
    assertThat(same.err()).doesNotContain("Only for");
  }

  private Desk desk() {
    return new Desk(home).server("https://d.example.com", "sesame-key");
  }
}
