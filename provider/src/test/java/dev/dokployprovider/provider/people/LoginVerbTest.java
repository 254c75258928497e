package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginVerbTest {
  private static final String URL = "https://d.example.com";

  @TempDir Path home;

  @Test
  void a_key_is_asked_for_checked_and_stored_for_its_user_and_server_alone() throws IOException {
    var desk = new Desk(home).answers("sesame-key\n");
    assertThat(desk.run(List.of("login", URL + "/dashboard/projects"))).isZero();
    assertThat(desk.out())
        .startsWith("Dokploy 0.30.2 at https://d.example.com accepts the key.\nIt is stored in ");
    assertThat(desk.out() + desk.err()).doesNotContain("sesame-key");
    assertThat(key()).hasContent("sesame-key\nfor https://d.example.com:443");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
        .isEqualTo("rw-------");
  }

  @Test
  void verbs_then_know_the_server_and_where_its_key_is() {
    new Desk(home).answers("sesame-key\n").run(List.of("login", URL));
    var later = new Desk(home);
    assertThat(later.run(List.of("create", "web"))).isZero();
    assertThat(later.environment())
        .containsEntry("DOKPLOY_SERVER_URL", URL)
        .containsEntry("DOKPLOY_API_TOKEN", "file:" + key());
  }

  @Test
  void a_key_comes_from_standard_input_where_there_is_no_terminal() {
    var script = new Desk(home);
    assertThatThrownBy(() -> script.run(List.of("login", URL)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.WrongCall.class));
    assertThat(new Desk(home).answers("sesame\n").run(List.of("login", "--token-stdin", URL)))
        .isZero();
    assertThat(key()).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \nsesame\n"})
  void a_standard_input_without_a_key_is_reported_as_such(String input) {
    assertThatThrownBy(
            () -> new Desk(home).answers(input).run(List.of("login", "--token-stdin", URL)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              var message = Wording.of(e.problem());
              assertThat(message.what()).startsWith("No key came on standard input: ");
              assertThat(message.fix())
                  .contains("dokploy-provider login --token-stdin " + URL + " < key-file");
            });
    assertThat(key()).doesNotExist();
  }

  @Test
  void a_key_that_is_refused_is_not_stored() {
    var dokploy =
        new FakeDokploy()
            .othersThrow(call -> new DokployException(new Failure.BadToken(call.name())));
    var desk = new Desk(home).answers("wrong\n").dokploy(dokploy);
    assertThatThrownBy(() -> desk.run(List.of("login", URL)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(Wording.of(e.problem()).fix())
                    .containsExactly(
                        "Make a key on "
                            + URL
                            + " (Settings > Profile > API/CLI Keys), then try again:",
                        "dokploy-provider login " + URL));
    assertThat(key()).doesNotExist();
  }

  @Test
  void what_can_be_no_key_is_refused_without_being_shown() {
    assertThatThrownBy(() -> new Desk(home).answers("two words\n").run(List.of("login", URL)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().toString()).doesNotContain("two words"));
  }

  @Test
  void logout_removes_the_key_and_the_server() {
    new Desk(home).answers("sesame\n").run(List.of("login", URL));
    var desk = new Desk(home);
    assertThat(desk.run(List.of("logout"))).isZero();
    assertThat(desk.out())
        .contains("The key of " + URL + " is removed from this computer.\n")
        .contains("Dokploy still accepts it", "again: dokploy-provider login " + URL + "\n");
    assertThat(key()).doesNotExist();
    var again = new Desk(home);
    again.run(List.of("logout"));
    assertThat(again.out()).isEqualTo("No key is stored.\n");
  }

  private Path key() {
    return home.resolve("data/keys/https-d.example.com-443");
  }
}
