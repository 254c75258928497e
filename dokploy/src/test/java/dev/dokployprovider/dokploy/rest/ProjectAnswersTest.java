package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Projects, as each release shows them (docs/reference/dokploy.md §2.1, §2.2). */
class ProjectAnswersTest {
  @Test
  void before_0_25_a_project_is_shown_as_one_environment_without_id() {
    var answer =
        """
        [{"projectId":"P","name":"devpod","applications":[],
          "compose":[{"composeId":"C","name":"ws","appName":"ws-abc123","composeFile":"x"}]}]
        """;
    assertThat(ProjectAnswers.projects(Json.parse(answer)))
        .containsExactly(
            new Project(
                "P",
                "devpod",
                "",
                false,
                List.of(
                    new Environment(
                        "P",
                        "",
                        "production",
                        true,
                        List.of(new Environment.ServiceName("C", "ws"))))));
  }

  @Test
  void from_0_25_to_0_26_0_the_default_environment_is_the_one_named_production() {
    var answer =
        """
        [{"projectId":"P","name":"devpod","environments":[
          {"environmentId":"E1","name":"staging","compose":[]},
          {"environmentId":"E2","name":"production","compose":[{"composeId":"C","name":"ws"}]}]}]
        """;
    var project = ProjectAnswers.projects(Json.parse(answer)).getFirst();
    assertThat(project.environments())
        .extracting(Environment::isDefault)
        .containsExactly(false, true);
    assertThat(project.defaultEnvironment()).map(Environment::id).contains("E2");
  }

  @Test
  void since_0_26_1_the_default_environment_is_marked() {
    var answer =
        """
        [{"projectId":"P","name":"devpod","environments":[
          {"environmentId":"E1","name":"production","isDefault":false,"compose":[]},
          {"environmentId":"E2","name":"main","isDefault":true,"compose":[]}]}]
        """;
    var project = ProjectAnswers.projects(Json.parse(answer)).getFirst();
    assertThat(project.defaultEnvironment()).map(Environment::id).contains("E2");
  }

  @Test
  void without_a_mark_production_and_then_the_first_is_the_default() {
    var first = new Environment("P", "E1", "first", false, List.of());
    var production = new Environment("P", "E2", "production", false, List.of());
    assertThat(new Project("P", "p", "", true, List.of(first, production)).defaultEnvironment())
        .contains(production);
    assertThat(new Project("P", "p", "", true, List.of(first)).defaultEnvironment())
        .contains(first);
    assertThat(new Project("P", "p", "", true, List.of()).defaultEnvironment()).isEmpty();
  }

  @Test
  void a_new_project_is_read_flat_and_beside_its_environment() {
    assertThat(ProjectAnswers.created(Json.parse("{\"projectId\":\"P\",\"name\":\"devpod\"}")))
        .isEqualTo(
            new Project(
                "P",
                "devpod",
                "",
                true,
                List.of(new Environment("P", "", "production", true, List.of()))));
    var answer =
        """
        {"project":{"projectId":"P","name":"devpod"},
         "environment":{"environmentId":"E","name":"production","projectId":"P"}}
        """;
    assertThat(ProjectAnswers.created(Json.parse(answer)))
        .isEqualTo(
            new Project(
                "P",
                "devpod",
                "",
                true,
                List.of(new Environment("P", "E", "production", true, List.of()))));
  }

  @Test
  void a_project_is_empty_while_nothing_of_any_kind_is_in_it() {
    assertThat(isEmpty("{\"projectId\":\"P\",\"name\":\"p\",\"compose\":[],\"redis\":[]}"))
        .isTrue();
    assertThat(isEmpty("{\"projectId\":\"P\",\"name\":\"p\",\"compose\":[],\"redis\":[{}]}"))
        .isFalse();
    assertThat(isEmpty(inEnvironment("\"compose\":[],\"libsql\":[]"))).isTrue();
    assertThat(isEmpty(inEnvironment("\"compose\":[],\"applications\":[{}]"))).isFalse();
    assertThat(isEmpty(inEnvironment("\"compose\":[{\"composeId\":\"C\",\"name\":\"ws\"}]")))
        .isFalse();
  }

  private static String inEnvironment(String services) {
    return "{\"projectId\":\"P\",\"name\":\"p\",\"projectTags\":[{}],\"environments\":["
        + "{\"environmentId\":\"E\",\"name\":\"production\","
        + services
        + "}]}";
  }

  private static boolean isEmpty(String answer) {
    return ProjectAnswers.project(Json.parse(answer)).isEmpty();
  }

  @Test
  void what_a_search_finds_is_read_by_id_and_name() {
    var answer = "{\"items\":[{\"projectId\":\"P\",\"name\":\"p\",\"env\":\"\"}],\"total\":1}";
    assertThat(ProjectAnswers.found(Json.parse(answer)))
        .containsExactly(new ProjectAnswers.Found("P", "p"));
    assertThatThrownBy(() -> ProjectAnswers.found(Json.parse("{}")))
        .isInstanceOf(UnexpectedAnswerException.class);
  }
}
