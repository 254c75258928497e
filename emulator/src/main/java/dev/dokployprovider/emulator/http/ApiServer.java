package dev.dokployprovider.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dokployprovider.emulator.api.ApiException;
import dev.dokployprovider.emulator.api.Caller;
import dev.dokployprovider.emulator.api.Members;
import dev.dokployprovider.emulator.api.Procedures;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** Answers HTTP on a port of loopback that only the front knows. */
final class ApiServer implements AutoCloseable {
  /** Next's limit for a body (dokploy-api.md §1.1). */
  private static final int MAX_BODY = 1024 * 1024;

  private final HttpServer server;
  private final Procedures procedures;
  private final Store store;
  private final Calls calls = new Calls();
  private final boolean trpc11;

  ApiServer(Procedures procedures, Store store, boolean trpc11) throws IOException {
    this.procedures = procedures;
    this.store = store;
    this.trpc11 = trpc11;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answer(exchange);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    } catch (RuntimeException e) {
      e.printStackTrace(System.err);
      throw e;
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    // Dokploy takes //api and a trailing slash as well (dokploy-observed.md).
    String path =
        exchange
            .getRequestURI()
            .toString()
            .replaceFirst("[?#].*", "")
            .replaceAll("/+", "/")
            .replaceAll("/$", "");
    if (path.equals("/api/health")) {
      return Answer.of(new Row().with("ok", true));
    }
    boolean admin = path.startsWith("/emulator/");
    if (!admin && !path.startsWith("/api/")) {
      return new Answer(404, "");
    }
    String key = Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-api-key")).orElse("");
    var caller = Members.caller(store, key);
    if (caller.isEmpty()) {
      return Answer.unauthorized();
    }
    if (path.equals("/emulator/calls")) {
      return Answer.of(calls.shown());
    }
    if (path.equals("/emulator/calls/reset")) {
      calls.reset();
      return Answer.of(true);
    }
    String name = path.substring(path.indexOf('/', 1) + 1);
    var answer = call(exchange, caller.get(), admin ? "emulator." + name : name);
    if (!admin) {
      calls.count(name, answer);
    }
    return answer;
  }

  private Answer call(HttpExchange exchange, Caller caller, String name) throws IOException {
    String method = exchange.getRequestMethod();
    try {
      if (!procedures.has(method, name)) {
        throw ApiException.noProcedure();
      }
      return Answer.of(procedures.call(method, name, caller, given(exchange)));
    } catch (ApiException e) {
      return Answer.of(e, name, trpc11);
    } catch (TooLargeException e) {
      return new Answer(413, "Body exceeded 1mb limit");
    } catch (JacksonException e) {
      return new Answer(400, "Invalid JSON");
    }
  }

  private static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private Map<String, ?> given(HttpExchange exchange) throws IOException {
    return exchange.getRequestMethod().equals("GET")
        ? query(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""))
        : body(exchange);
  }

  private Map<String, ?> body(HttpExchange exchange) throws IOException {
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (!type.startsWith("application/json")) {
      if (trpc11) {
        throw ApiException.unsupportedMediaType(type);
      }
      return Map.of();
    }
    if (bytes.length > MAX_BODY) {
      throw new TooLargeException();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.isBlank() ? Map.of() : JSON.std.mapFrom(text);
  }

  /** An empty value counts as none (dokploy-api.md §1.1). */
  private static Map<String, String> query(String raw) {
    var values = new LinkedHashMap<String, String>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
