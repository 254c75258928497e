package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the address and the key come from when DevPod has none. */
class OptionVerbTest {
  private static final List<String> URL = List.of("DOKPLOY_SERVER_URL");
  private static final List<String> TOKEN = List.of("DOKPLOY_API_TOKEN");

  @Test
  void a_variable_of_that_name_is_the_value_and_nobody_is_asked() {
    var environment = Map.of("DOKPLOY_API_TOKEN", " key\n");
    assertThat(new OptionVerb(environment, Optional::empty).run(TOKEN)).isEqualTo("key");
  }

  @Test
  void a_person_is_asked_and_the_key_is_not_shown() {
    var person = new Person("key ");
    assertThat(new OptionVerb(Map.of(), () -> Optional.of(person)).run(TOKEN)).isEqualTo("key");
    assertThat(person.seen)
        .containsExactly(
            "An API key of your Dokploy (Settings > Profile > API/CLI Keys on its page), or where it is:"
                + " file:PATH, env:NAME, command:PROGRAM ARGS.",
            "DOKPLOY_API_TOKEN (secret)");
  }

  @Test
  void an_invalid_answer_is_asked_again_and_says_why() {
    var person = new Person("dokploy.example.com", "https://dokploy.example.com");
    assertThat(new OptionVerb(Map.of(), () -> Optional.of(person)).run(URL))
        .isEqualTo("https://dokploy.example.com");
    assertThat(person.seen.get(2)).startsWith("That is invalid: ");
  }

  @Test
  void after_three_invalid_answers_or_none_it_says_how_to_give_the_values() {
    for (var person : List.of(new Person("a", "b", "c", "https://d.example.com"), new Person())) {
      assertThatThrownBy(() -> new OptionVerb(Map.of(), () -> Optional.of(person)).run(URL))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void without_a_terminal_it_names_all_that_is_missing() {
    assertThatThrownBy(() -> new OptionVerb(Map.of(), Optional::empty).run(URL))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isEqualTo(
                        new Problem.NotConfigured(
                            List.of("DOKPLOY_SERVER_URL", "DOKPLOY_API_TOKEN"))));
  }

  @Test
  void a_desktop_shows_its_form_and_gets_no_value() {
    for (String variable : List.of("DEVPOD_UI", "DEVSY_UI")) {
      assertThat(new OptionVerb(Map.of(variable, "true"), Optional::empty).run(URL)).isEmpty();
    }
  }

  /** Gives these answers, and keeps what it was told. */
  private static final class Person implements Asker {
    private final Deque<String> answers;
    private final List<String> seen = new ArrayList<>();

    Person(String... answers) {
      this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public void say(String line) {
      seen.add(line);
    }

    @Override
    public Optional<String> ask(String question, boolean secret) {
      seen.add(question + (secret ? " (secret)" : ""));
      return Optional.ofNullable(answers.poll());
    }
  }
}
