package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.http.Http;
import dev.dokployprovider.dokploy.http.HttpAnswer;
import dev.dokployprovider.dokploy.http.HttpRequest;
import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.dokploy.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes calls: sends, repeats reads where that may help, and turns what went wrong to failures. */
final class Caller {
  /** Of these the names, ids and states are needed, and no compose file or variable. */
  private static final Set<String> NAMES_ONLY = Set.of("project.all", "project.one");

  private final Http http;
  private final Backoff backoff;
  private final String server;
  private final Secret token;
  private final Supplier<Duration> readLimit;

  Caller(Http http, Backoff backoff, Connection connection) {
    this.http = http;
    this.backoff = backoff;
    this.server = connection.server().toString().replaceAll("/+$", "");
    this.token = connection.token();
    this.readLimit = connection.readLimit();
  }

  /**
   * Calls and reads the answer.
   *
   * @param reader gets {@link Json.Null} for an empty body
   */
  <T> T call(Request request, Function<Json, T> reader) {
    var answer = send(request);
    try {
      return reader.apply(answer.body().isEmpty() ? Json.Null.NULL : Json.parse(answer.body()));
    } catch (JsonException | UnexpectedAnswerException unreadable) {
      throw new DokployException(unreadable(request, answer, unreadable), unreadable);
    }
  }

  /** Calls for the effect; what the answer says does not matter. */
  void call(Request request) {
    var answer = send(request);
    // A login page with status 200 has done nothing.
    if (Failures.isPage(answer)) {
      throw new DokployException(Failures.page(request.procedure(), answer));
    }
  }

  /** The key with which it calls. */
  Secret key() {
    return token;
  }

  private static Failure unreadable(
      Request request, HttpAnswer answer, RuntimeException unreadable) {
    if (Failures.isPage(answer)) {
      return Failures.page(request.procedure(), answer);
    }
    String detail =
        answer.body().isEmpty()
            ? "the answer is empty"
            : ServerTexts.line(String.valueOf(unreadable.getMessage()));
    return new Failure.Unreadable(request.procedure(), detail);
  }

  private HttpAnswer send(Request request) {
    if (!isHeaderValue(token.reveal())) {
      throw new DokployException(new Failure.BadToken(request.procedure()));
    }
    long end = backoff.nanoTime().getAsLong() + limit(request).toNanos();
    for (int attempt = 1; ; attempt++) {
      DokployException failed;
      Optional<String> retryAfter = Optional.empty();
      try {
        var answer = http.send(httpRequest(request, left(end)));
        if (answer.status() == 200) {
          return answer;
        }
        failed = new DokployException(Failures.of(request, answer));
        retryAfter = answer.header("retry-after");
      } catch (IOException unanswered) {
        failed = new DokployException(Unanswered.of(request.procedure(), unanswered), unanswered);
      }
      if (!request.isRead() || attempt == Backoff.TRIES || !mayPass(failed.failure())) {
        throw failed;
      }
      waitBeforeRepeat(failed, attempt, retryAfter, end);
    }
  }

  private Duration limit(Request request) {
    if (!request.isRead()) {
      return request.limit();
    }
    var limit = readLimit.get();
    return limit.compareTo(request.limit()) < 0 ? limit : request.limit();
  }

  /** Whether the same call may succeed in a moment. */
  private static boolean mayPass(Failure failure) {
    return switch (failure) {
      case Failure.Overloaded overloaded -> true;
      case Failure.Intermediary front -> front.mayPass();
      case Failure.ServerError error -> true;
      // Not a time-out: it took the whole limit, and two more would take it again.
      case Failure.Unreachable(var call, var reason, var detail) ->
          reason == Failure.Reason.CUT_OFF || reason == Failure.Reason.REFUSED;
      case Failure.NotDokploy other -> false;
      case Failure.Redirected other -> false;
      case Failure.BadToken other -> false;
      case Failure.NotAllowed other -> false;
      case Failure.NotFound other -> false;
      case Failure.Unsupported other -> false;
      case Failure.Rejected other -> false;
      case Failure.Unreadable other -> false;
      case Failure.TooLarge other -> false;
    };
  }

  private void waitBeforeRepeat(
      DokployException failed, int attempt, Optional<String> retryAfter, long end) {
    var pause = backoff.pause(attempt, retryAfter);
    if (pause.isEmpty() || pause.get().compareTo(left(end)) >= 0) {
      throw failed;
    }
    try {
      backoff.sleeper().sleep(pause.get());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failed;
    }
  }

  private Duration left(long end) {
    long nanos = end - backoff.nanoTime().getAsLong();
    return Duration.ofNanos(Math.max(nanos, 1_000_000));
  }

  private HttpRequest httpRequest(Request request, Duration limit) {
    return new HttpRequest(
        URI.create(server + request.path()),
        token,
        request.body().map(Json.Obj::toString),
        limit,
        NAMES_ONLY.contains(request.procedure()));
  }

  /** The JDK refuses other headers with a message that shows them. */
  private static boolean isHeaderValue(String token) {
    return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
