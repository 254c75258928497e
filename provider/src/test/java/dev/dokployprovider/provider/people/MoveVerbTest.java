package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the program where a user types {@code move}. */
class MoveVerbTest {
  private static final List<String> FAR = List.of("move", "web", "--server", "far");

  @TempDir Path home;

  private Desk desk() {
    return new Desk(home).server("https://d.example.com", "key").machine("web");
  }

  @Test
  void it_asks_and_names_the_server_where_the_option_would() {
    var no = desk().answers("n\n");
    assertThat(no.run(FAR)).isZero();
    assertThat(no.err()).contains("Move the machine web?").contains("Nothing was moved.");
    assertThat(no.words()).isEmpty();

    var yes = desk().answers("y\n");
    assertThat(yes.run(FAR)).isZero();
    assertThat(yes.words()).containsExactly(List.of("move"));
    assertThat(yes.environment())
        .containsEntry("DOKPLOY_SERVER", "far")
        .containsEntry("MACHINE_ID", "web");
  }

  @Test
  void where_nobody_can_be_asked_it_needs_a_word_that_says_yes() {
    var script = desk();
    assertThatThrownBy(() -> script.run(FAR))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.WrongCall.class));
    assertThat(script.words()).isEmpty();

    assertThat(script.run(List.of("move", "-y", "web", "--server", ""))).isZero();
    assertThat(script.environment()).containsEntry("DOKPLOY_SERVER", "");
  }

  @Test
  void any_server_is_no_answer_to_where() {
    var desk = desk();
    assertThatThrownBy(() -> desk.run(List.of("move", "-y", "web", "--server", "auto")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.BadOption.class));
    assertThat(desk.words()).isEmpty();
  }

  @Test
  void the_option_of_new_machines_is_reported_where_it_names_another_server() {
    var desk = desk();
    assertThat(desk.run(List.of("move", "-y", "web", "--server", "far"))).isZero();
    assertThat(desk.err())
        .contains("DOKPLOY_SERVER says (Dokploy's own server)")
        .contains("DOKPLOY_SERVER=far");

    var home = desk();
    assertThat(home.run(List.of("move", "-y", "web", "--server", ""))).isZero();
    assertThat(home.err()).isEmpty();

    var failed = desk().ends(6);
    assertThat(failed.run(List.of("move", "-y", "web", "--server", "far"))).isEqualTo(6);
    assertThat(failed.err()).isEmpty();
  }
}
