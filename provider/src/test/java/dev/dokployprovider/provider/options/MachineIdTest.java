package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineIdTest {

  @ParameterizedTest
  @CsvSource({
    "my-repo-1a2b3, devpod-my-repo-1a2b3",
    "dokploy-ab12c, devpod-dkp-ab12c",
    "devpod-shared-provider-that-is-long-abcde, devpod-devpod-shared-provider-that-is-lo",
  })
  void the_name_of_the_compose_project_fits_dokploy_and_docker(String id, String appName) {
    assertThat(new MachineId(id).appName()).isEqualTo(appName).hasSizeLessThanOrEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", "a-", "A", "a_b", "a.b", "a b", "a/b", "ä", "a\n", "$(id)", "..", "'"})
  void a_name_with_other_characters_is_refused(String id) {
    assertThatThrownBy(() -> new MachineId(id))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.BadMachineId(id)));
  }
}
