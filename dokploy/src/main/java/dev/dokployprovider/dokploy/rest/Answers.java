package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads Dokploy's records out of its answers, of whatever release: what differs shows in the answer
 * itself. What Docker says is read by {@link DockerAnswers}.
 *
 * <p>Every method throws {@link UnexpectedAnswerException} when the answer lacks what it must have.
 */
final class Answers {
  private Answers() {}

  /** A text that is no version (a build from a branch) is taken for the newest release. */
  static Version version(Json answer) {
    String text =
        answer.text().orElseThrow(() -> new UnexpectedAnswerException("a version expected"));
    return Version.parse(text).orElse(Version.NEWEST);
  }

  static Service service(Json row) {
    return new Service(
        need(row, "composeId"),
        need(row, "name"),
        need(row, "appName"),
        row.get("description").textOrEmpty(),
        word(row.get("composeStatus"), ServiceStatus.class, ServiceStatus.UNKNOWN),
        row.get("composeFile").textOrEmpty(),
        row.get("server").isNull() ? Optional.empty() : Optional.of(server(row.get("server"))),
        newestFirst(row.get("deployments").items()));
  }

  /** compose.one gives them in no order. */
  private static List<Deployment> newestFirst(List<Json> rows) {
    // ISO 8601 in UTC throughout, so the texts sort as the times do.
    return rows.stream()
        .map(Answers::deployment)
        .sorted((one, other) -> other.createdAt().compareTo(one.createdAt()))
        .toList();
  }

  private static Deployment deployment(Json row) {
    return new Deployment(
        need(row, "deploymentId"),
        row.get("title").textOrEmpty(),
        word(row.get("status"), Deployment.Status.class, Deployment.Status.UNKNOWN),
        row.get("logPath").textOrEmpty(),
        row.get("errorMessage").text(),
        row.get("createdAt").textOrEmpty());
  }

  /** In the order in which they were queued; the answer holds ended jobs too, newest first. */
  static List<QueuedJob> queue(Json answer) {
    return list(answer).reversed().stream()
        .filter(row -> !isEnded(row.get("state").textOrEmpty()))
        .map(Answers::queuedJob)
        .toList();
  }

  /** The names of what project.all says is being deployed, applications too. */
  static List<String> deploying(Json projects) {
    return list(projects).stream()
        .flatMap(project ->
            Stream.concat(Stream.of(project), project.get("environments").items().stream()))
        .flatMap(parent ->
            Stream.concat(
                running(parent.get("compose"), "composeStatus"),
                running(parent.get("applications"), "applicationStatus")))
        .toList();
  }

  private static Stream<String> running(Json rows, String status) {
    return rows.items().stream()
        .filter(row -> row.get(status).textOrEmpty().equals("running"))
        .map(row -> row.get("name").textOrEmpty());
  }

  private static boolean isEnded(String state) {
    return state.equals("completed") || state.equals("failed");
  }

  private static QueuedJob queuedJob(Json row) {
    var data = row.get("data");
    return new QueuedJob(
        data.get("composeId").text(),
        data.get("serverId").text().filter(id -> !id.isEmpty()),
        data.get("titleLog").textOrEmpty(),
        row.get("state").textOrEmpty().equals("active"));
  }

  static String log(Json answer) {
    return answer
        .text()
        .orElseThrow(() -> new UnexpectedAnswerException("the text of a log expected"));
  }

  /**
   * null, "" or, on Dokploy's cloud, true: none of them is an address (docs/reference/dokploy.md
   * §2.7).
   */
  static Optional<String> instanceAddress(Json answer) {
    return answer.text().filter(address -> !address.isBlank());
  }

  /** Build servers run no services. */
  static List<Server> servers(Json answer) {
    return list(answer).stream()
        .filter(row -> !row.get("serverType").textOrEmpty().equals("build"))
        .map(Answers::server)
        .toList();
  }

  /** The remote server of each compose service of project.one, in its environments or itself. */
  static List<Optional<String>> serversOfServices(Json project) {
    return Stream.concat(
            project.get("compose").items().stream(),
            project.get("environments").items().stream()
                .flatMap(environment -> environment.get("compose").items().stream()))
        .map(row -> row.get("serverId").text().filter(id -> !id.isEmpty()))
        .toList();
  }

  /** Of a server, or of the instance's settings. */
  static Optional<Boolean> cleansNightly(Json row) {
    return row.get("enableDockerCleanup") instanceof Json.Bool(var on)
        ? Optional.of(on)
        : Optional.empty();
  }

  /** Of the membership: every member has such a flag, and only the owner's counts. */
  static Optional<Boolean> ownersCleanup(Json membership) {
    return membership.get("role").textOrEmpty().equals("owner")
        ? cleansNightly(membership.get("user"))
        : Optional.empty();
  }

  private static Server server(Json row) {
    return new Server(need(row, "serverId"), need(row, "name"), need(row, "ipAddress"));
  }

  static List<Json> list(Json answer) {
    if (answer instanceof Json.Array(var items)) {
      return items;
    }
    throw new UnexpectedAnswerException("a list expected");
  }

  static String need(Json row, String name) {
    return row.get(name)
        .text()
        .orElseThrow(
            () -> new UnexpectedAnswerException("no text where \"" + name + "\" should be"));
  }

  /** Dokploy and Docker write in lower case what an enum here writes in upper case. */
  static <E extends Enum<E>> E word(Json text, Class<E> words, E unknown) {
    String wanted = text.textOrEmpty().toUpperCase(Locale.ROOT);
    for (E word : words.getEnumConstants()) {
      if (word.name().equals(wanted)) {
        return word;
      }
    }
    return unknown;
  }
}
