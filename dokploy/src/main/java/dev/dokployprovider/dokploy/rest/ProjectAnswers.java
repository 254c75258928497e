package dev.dokployprovider.dokploy.rest;

import static dev.dokployprovider.dokploy.rest.Answers.list;
import static dev.dokployprovider.dokploy.rest.Answers.need;

import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.json.Json;
import java.util.List;
import java.util.Set;

/** Reads projects out of answers; like {@link Answers}. */
final class ProjectAnswers {
  /** Lists in a project or an environment that hold no services. */
  private static final Set<String> NO_SERVICES = Set.of("environments", "projectTags");

  private ProjectAnswers() {}

  static List<Project> projects(Json answer) {
    return list(answer).stream().map(ProjectAnswers::project).toList();
  }

  /**
   * What project.create answers: the project, or since 0.25.0 the project beside its environment.
   */
  static Project created(Json answer) {
    if (answer.get("project").isNull()) {
      return project(answer);
    }
    var row = answer.get("project");
    String id = need(row, "projectId");
    var first = environment(id, answer.get("environment"));
    return new Project(
        id, need(row, "name"), row.get("createdAt").textOrEmpty(), true, List.of(first));
  }

  static Project project(Json row) {
    String id = need(row, "projectId");
    var rows = row.get("environments").items();
    boolean isEmpty = isEmpty(row) && rows.stream().allMatch(ProjectAnswers::isEmpty);
    // Before 0.25.0 the services stand in the project itself.
    var environments =
        row.get("environments") instanceof Json.Array
            ? rows.stream().map(one -> environment(id, one)).toList()
            : List.of(new Environment(id, "", "production", true, serviceNames(row)));
    return new Project(
        id, need(row, "name"), row.get("createdAt").textOrEmpty(), isEmpty, environments);
  }

  /** What a search finds carries no services: ids and names only. */
  static List<Found> found(Json answer) {
    return list(answer.get("items")).stream()
        .map(row -> new Found(need(row, "projectId"), need(row, "name")))
        .toList();
  }

  record Found(String id, String name) {}

  private static boolean isEmpty(Json row) {
    return row.fields().entrySet().stream()
        .filter(field -> !NO_SERVICES.contains(field.getKey()))
        .allMatch(field -> field.getValue().items().isEmpty());
  }

  private static Environment environment(String projectId, Json row) {
    String name = need(row, "name");
    // Without the mark (before 0.26.1) the name is the only one (docs/reference/dokploy.md §2.2).
    boolean isDefault =
        row.get("isDefault").isNull() ? name.equals("production") : row.get("isDefault").isTrue();
    return new Environment(
        projectId, need(row, "environmentId"), name, isDefault, serviceNames(row));
  }

  private static List<Environment.ServiceName> serviceNames(Json parent) {
    return parent.get("compose").items().stream()
        .map(row -> new Environment.ServiceName(need(row, "composeId"), need(row, "name")))
        .toList();
  }
}
