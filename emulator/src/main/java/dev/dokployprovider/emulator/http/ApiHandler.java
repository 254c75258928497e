package dev.dokployprovider.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.dokployprovider.emulator.api.Api;
import dev.dokployprovider.emulator.api.ApiException;
import dev.dokployprovider.emulator.api.ApiKeys;
import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.store.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers requests as Dokploy's Next.js server does: what is looked at in which order (§1). */
public final class ApiHandler implements HttpHandler {
  private static final String NATIVE = "trpc/";

  private final Release release;
  private final Api api;
  private final ApiKeys keys;
  private final Admin admin;
  private final Faults faults;
  private final Calls calls;

  public ApiHandler(Release release, Api api, ApiKeys keys, Admin admin) {
    this.release = release;
    this.api = api;
    this.keys = keys;
    this.admin = admin;
    this.faults = admin.faults();
    this.calls = admin.calls();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Request request = Request.read(exchange);
    String name = request.procedure().orElse(request.path());
    try {
      if (request.path().startsWith("/emulator/")) {
        send(exchange, administer(request), false);
        return;
      }
      calls.begun(name);
      Optional<Faults.Fault> fault = faults.next(name);
      if (fault.isPresent() && fault.get() instanceof Faults.Latency latency) {
        Thread.sleep(latency.duration());
      }
      if (fault.isPresent() && fault.get() instanceof Faults.Cut cut) {
        begin(request).join(cut.after());
        exchange.close();
        return;
      }
      if (fault.isPresent() && fault.get() instanceof Faults.Late late) {
        exchange.close();
        Thread.sleep(late.after());
        calls.answered(name, answer(request).length());
        return;
      }
      Answer answer =
          fault.isPresent() && fault.get() instanceof Faults.Instead instead
              ? Answer.of(instead.status(), instead.contentType(), instead.body())
              : answer(request);
      calls.answered(name, answer.length());
      if (fault.isPresent() && fault.get() instanceof Faults.Drop) {
        exchange.close();
        return;
      }
      send(exchange, answer, fault.isPresent() && fault.get() instanceof Faults.Truncate);
    } catch (InterruptedException e) {
      exchange.close();
    } catch (RuntimeException e) {
      e.printStackTrace(System.err);
      send(exchange, Answer.text(500, "Internal Server Error"), false);
    }
  }

  /** Does what the request asks for, whose answer is not sent. */
  private Thread begin(Request request) {
    return Thread.startVirtualThread(() -> {
      try {
        answer(request);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private Answer administer(Request request) throws InterruptedException {
    Optional<Row> caller = caller(request);
    if (caller.isEmpty() || !caller.get().text("role").equals("owner")) {
      return unauthorized();
    }
    return admin.answer(request);
  }

  private static Answer unauthorized() {
    return Answer.plainJson(401, Json.object("message", "Unauthorized"));
  }

  private Answer answer(Request request) throws InterruptedException {
    if (request.path().equals("/api/health")) {
      return Answer.plainJson(200, Json.object("ok", true));
    }
    Optional<String> elsewhere = request.redirect();
    if (elsewhere.isPresent()) {
      return Answer.redirect(elsewhere.get());
    }
    Optional<String> procedure = request.procedure();
    if (procedure.isEmpty()) {
      return Answer.notFoundPage();
    }
    if (request.tooLarge()) {
      return Answer.text(413, "Body exceeded 1mb limit");
    }
    String name = procedure.get();
    if (name.startsWith(NATIVE)) {
      return nativeCall(request, name.substring(NATIVE.length()));
    }
    if (request.isMalformed()) {
      return Answer.text(400, "Invalid JSON");
    }
    if (caller(request).isEmpty()) {
      return unauthorized();
    }
    // Dokploy checks the key a second time, which counts against its limit too (§1.2).
    Optional<Row> member = caller(request);
    return member.isEmpty()
        ? Answer.plainJson(401, Json.object("message", "UNAUTHORIZED", "code", "UNAUTHORIZED"))
        : restCall(request, name, member.get());
  }

  private Optional<Row> caller(Request request) {
    return request.apiKey().isEmpty() ? Optional.empty() : keys.check(request.apiKey());
  }

  private Answer restCall(Request request, String name, Row member) throws InterruptedException {
    try {
      refuseMediaType(request, name);
      return api.call(name, request.isPost(), member, request.input())
          .map(json -> Answer.json(200, json))
          .orElseGet(() -> Answer.json(200, ""));
    } catch (ApiException e) {
      return Answer.json(e.status(), Json.write(api.error(e, name, request.isPost())));
    }
  }

  private void refuseMediaType(Request request, String name) throws ApiException {
    if (release.isTrpc11() && request.isPost() && !request.isJson() && api.knows(name, true)) {
      throw ApiException.unsupportedMediaType(
          request.contentType().isEmpty()
              ? "Missing content-type header"
              : "Unsupported content-type \"" + request.contentType());
    }
  }

  /** tRPC's own form: input and answer are wrapped. */
  private Answer nativeCall(Request request, String name) throws InterruptedException {
    try {
      refuseMediaType(request, name);
      Object input = NativeForm.input(request, release.isTrpc11());
      String json = api.nativeCall(name, request.isPost(), caller(request), input).orElse("");
      return Answer.json(200, NativeForm.result(json));
    } catch (ApiException e) {
      return Answer.json(
          e.status(), NativeForm.error(e, api.data(e, e.code().equals("PARSE_ERROR") ? "" : name)));
    }
  }

  private static void send(HttpExchange exchange, Answer answer, boolean truncated)
      throws IOException {
    try (exchange) {
      if (answer.contentType() != null) {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body, 0, truncated ? body.length / 2 : body.length);
        exchange.getResponseBody().flush();
      }
    }
  }
}
