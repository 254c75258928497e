package dev.dokployprovider.provider.machine.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.SomeOptions;
import dev.dokployprovider.provider.problem.Permission;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.Wording;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionCheckTest {
  /** What is granted: P(rojects), C(reate services), D(elete services), R(ead Docker). */
  @ParameterizedTest
  @CsvSource({
    "PCDR, true, false, ''",
    "PCDR, true, true, ''",
    "CD, false, true, ''",
    "CD, true, true, ACCESS_TO_DOCKER",
    "CDR, true, true, ''",
    "CDR, true, false, CREATE_PROJECTS",
    "PDR, true, true, CREATE_SERVICES",
    "PCR, true, true, DELETE_SERVICES",
    "'', true, false, CREATE_PROJECTS CREATE_SERVICES DELETE_SERVICES ACCESS_TO_DOCKER",
    "'', false, true, CREATE_SERVICES DELETE_SERVICES",
  })
  void all_that_is_missing_is_named_at_once(
      String granted, boolean mustReadDocker, boolean hasProject, String missing) {
    var permissions =
        new Permissions(
            granted.contains("P"),
            granted.contains("C"),
            granted.contains("D"),
            granted.contains("R"));
    assertThat(PermissionCheck.missing(permissions, mustReadDocker, () -> hasProject))
        .isEqualTo(
            Stream.of(missing.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(Permission::valueOf)
                .toList());
  }

  @Test
  void a_project_is_looked_for_only_where_it_matters() {
    assertThatCode(() ->
            PermissionCheck.missing(
                Permissions.ALL,
                true,
                () -> {
                  throw new AssertionError("looked for the project");
                }))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "port, 2222-2250, true",
    "port, 127.0.0.1:2222-2250, true",
    "port, 2222, false",
    "port, 2222-2222, false",
    "tls, 2222-2250, false",
    "jump, 2222, true",
  })
  void docker_must_be_read_where_it_alone_knows_the_way(String route, String ports, boolean must) {
    var options =
        SomeOptions.with(
            Map.of(
                "DOKPLOY_SSH_ROUTE", route,
                "DOKPLOY_SSH_PORTS", ports,
                "DOKPLOY_SSH_JUMP", "server"));
    assertThat(PermissionCheck.mustReadDocker(ProviderOptions.from(options).machine()))
        .isEqualTo(must);
  }

  @Test
  void the_message_names_each_permission_as_dokploys_page_does() {
    var problem = new Problem.MissingPermissions(List.of(Permission.values()));
    var message = Wording.of(problem);
    assertThat(message.why())
        .allMatch(line -> line.matches("\"[A-Z][A-Za-z ]+\" is missing: .+"))
        .hasSize(Permission.values().length);
    assertThat(String.join("\n", message.fix()))
        .contains("DOKPLOY_SSH_ROUTE=tls", "DOKPLOY_PROJECT_NAME=", "Settings > Users");
  }
}
