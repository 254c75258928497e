package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.http.HttpAnswer;
import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.dokploy.json.JsonException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which failure an answer with another status than 200 means (docs/reference/dokploy.md §1.3). */
final class Failures {
  /**
   * What Dokploy says of a missing permission where the status does not tell: project.create wraps
   * every error as 400.
   */
  private static final Pattern DENIED =
      Pattern.compile(
          "(?:^|: )(?:Permission denied|unauthorized to access resource|"
              + "You don't have access|You are not (?:authorized|allowed))");

  /** What Go's servers, nginx and Apache say to plain HTTP on their TLS port. */
  private static final Pattern PLAIN_TO_TLS =
      Pattern.compile(
          "HTTP request (?:to an HTTPS server|was sent to HTTPS port)"
              + "|speaking plain HTTP to an SSL");

  private static final String OTHER_SERVER =
      "UNAUTHORIZED: the machine's server belongs to another organization than the token, or the"
          + " token has ended just now";

  private Failures() {}

  /**
   * What it means as the answer to a request. Of a server of another organization Dokploy's
   * docker.* say no more than "UNAUTHORIZED", which is also what a key says that has just ended.
   */
  static Failure of(Request request, HttpAnswer answer) {
    boolean ofServer =
        request.procedure().startsWith("docker") && request.query().containsKey("serverId");
    return ofServer && answer.status() == 401 && isSecondCheck(json(answer))
        ? new Failure.NotAllowed(request.procedure(), OTHER_SERVER)
        : of(request.procedure(), answer);
  }

  private static boolean isSecondCheck(Optional<Json> error) {
    return error
        .filter(one -> one.get("code").text().isPresent())
        .filter(one -> one.get("message").textOrEmpty().equals("UNAUTHORIZED"))
        .isPresent();
  }

  static Failure of(String call, HttpAnswer answer) {
    int status = answer.status();
    var json = json(answer);
    if (status == 407) {
      return new Failure.Unreachable(call, Failure.Reason.PROXY, "the proxy wants a password");
    }
    if (status == 400 && PLAIN_TO_TLS.matcher(answer.body()).find()) {
      return new Failure.Unreachable(
          call, Failure.Reason.NEEDS_HTTPS, ServerTexts.summary(answer.body()));
    }
    var front = Intermediaries.of(call, answer, json);
    if (front.isPresent()) {
      return front.get();
    }
    if (status == 429 || status == 503) {
      return new Failure.Overloaded(call, status, answer.header("retry-after"));
    }
    if (status >= 500) {
      return serverError(call, answer, json);
    }
    var location = answer.header("location");
    if (status >= 300 && status < 400 && location.isPresent()) {
      return new Failure.Redirected(call, status, ServerTexts.line(location.get()));
    }
    if (status == 413) {
      return new Failure.Rejected(call, status, said(answer, json), List.of());
    }
    if (status == 400 && !isPage(answer)) {
      return badRequest(call, answer, json);
    }
    return json.isEmpty() ? notDokploy(call, answer) : refused(call, status, json.get());
  }

  /** A page in place of an answer, of whatever status. */
  static Failure page(String call, HttpAnswer answer) {
    return Intermediaries.ofPage(call, answer).orElseGet(() -> notDokploy(call, answer));
  }

  /** Something else answered; says what it calls itself. */
  static Failure notDokploy(String call, HttpAnswer answer) {
    return new Failure.NotDokploy(call, answer.status(), ServerTexts.summary(answer.body()));
  }

  static boolean isPage(HttpAnswer answer) {
    return answer.header("content-type").orElse("").startsWith("text/html")
        || answer.body().stripLeading().startsWith("<");
  }

  private static Failure refused(String call, int status, Json error) {
    String message = ServerTexts.withoutQuery(ServerTexts.line(error.get("message").textOrEmpty()));
    boolean hasCode = error.get("code").text().isPresent();
    return switch (status) {
      case 401 -> unauthorized(call, message, hasCode);
      case 403 -> new Failure.NotAllowed(call, message);
      case 404 -> notFound(call, message, hasCode);
      default -> new Failure.Rejected(call, status, message, issues(error));
    };
  }

  /** An entity is named ("Compose not found"), a path is not ("Not found"). */
  private static Failure notFound(String call, String message, boolean hasCode) {
    if (!hasCode) {
      return new Failure.NotDokploy(call, 404, message);
    }
    return message.equals("Not found")
        ? new Failure.Unsupported(call)
        : new Failure.NotFound(call, message);
  }

  /**
   * The key is checked twice: when it ends in between, there is a code (docs/reference/dokploy.md
   * §1.2).
   */
  private static Failure unauthorized(String call, String message, boolean hasCode) {
    return hasCode && !message.equals("UNAUTHORIZED")
        ? new Failure.NotAllowed(call, message)
        : new Failure.BadToken(call);
  }

  private static Failure badRequest(String call, HttpAnswer answer, Optional<Json> json) {
    String message = said(answer, json);
    return DENIED.matcher(message).find()
        ? new Failure.NotAllowed(call, message)
        : new Failure.Rejected(call, 400, message, json.map(Failures::issues).orElse(List.of()));
  }

  private static Failure serverError(String call, HttpAnswer answer, Optional<Json> json) {
    String full = json.map(error -> error.get("message").textOrEmpty()).orElse(answer.body());
    String message = json.isPresent() ? ServerTexts.reason(full) : ServerTexts.summary(full);
    return new Failure.ServerError(call, answer.status(), message, full);
  }

  private static String said(HttpAnswer answer, Optional<Json> json) {
    return json.map(
            error -> ServerTexts.withoutQuery(ServerTexts.line(error.get("message").textOrEmpty())))
        .orElseGet(() -> ServerTexts.summary(answer.body()));
  }

  /** zod 3 and 4 both give a path and a message: {@code name: Required}. */
  private static List<String> issues(Json error) {
    return error.get("issues").items().stream()
        .map(issue -> {
          var path =
              issue.get("path").items().stream()
                  .map(step -> step.text().orElseGet(step::toString))
                  .toList();
          return ServerTexts.line(
              String.join(".", path) + ": " + issue.get("message").textOrEmpty());
        })
        .toList();
  }

  /** The error object, where there is one. */
  private static Optional<Json> json(HttpAnswer answer) {
    try {
      return Optional.of(Json.parse(answer.body())).filter(Json.Obj.class::isInstance);
    } catch (JsonException otherText) {
      return Optional.empty();
    }
  }
}
