package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
  @Test
  void a_program_gets_the_users_variables_and_none_of_the_options() {
    assertThat(
            ChildEnvironment.of(
                Map.of(
                    "PATH", "/bin",
                    "HOME", "/root",
                    "SSH_AUTH_SOCK", "/run/agent",
                    "DOKPLOY_API_TOKEN", "secret",
                    "DOKPLOY_SSH_PORTS", "22",
                    "LC_DPC", "x",
                    "COMMAND", "echo",
                    "WORKSPACE_SOURCE", "git:https://token@example.com/a")))
        .isEqualTo(Map.of("PATH", "/bin", "HOME", "/root", "SSH_AUTH_SOCK", "/run/agent"));
  }

  @Test
  void the_program_itself_keeps_its_options_but_no_long_text() {
    assertThat(ChildEnvironment.isText("COMMAND")).isTrue();
    assertThat(ChildEnvironment.isText("WORKSPACE_SOURCE")).isTrue();
    assertThat(ChildEnvironment.isText("DOKPLOY_API_TOKEN")).isFalse();
    assertThat(ChildEnvironment.isText("PATH")).isFalse();
  }
}
