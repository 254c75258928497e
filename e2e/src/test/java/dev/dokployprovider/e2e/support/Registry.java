package dev.dokployprovider.e2e.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A registry of images on this computer, as much of one as Docker needs to push and pull (the OCI
 * distribution specification). Docker asks one on 127.0.0.1 for no certificate.
 */
public final class Registry implements AutoCloseable {
  private record Content(String type, String digest, ByteArrayOutputStream body) {}

  private final HttpServer server;
  private final PlainDoor door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Optional<String> login;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Content> contents = new ConcurrentHashMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();

  private Registry(HttpServer server, PlainDoor door, Optional<String> login) {
    this.server = server;
    this.door = door;
    this.login = login;
  }

  /**
   * Starts one.
   *
   * @param login NAME:PASSWORD, without which it gives nothing; empty for one that is open to all
   */
  public static Registry start(Optional<String> login) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var server = HttpServer.create(address, 0);
      var registry = new Registry(server, PlainDoor.before(server.getAddress()), login);
      registry.server.setExecutor(registry.threads);
      registry.server.createContext("/", registry::handle);
      registry.server.start();
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return door.port();
  }

  /** How many it has had. */
  public int requests() {
    return requests.get();
  }

  /** HOST:PORT, as the names of its images begin. */
  public String host() {
    return "127.0.0.1:" + port();
  }

  /**
   * Has a machine's Docker pull an image from here; the exit code. The registry is on this
   * computer: its port is lent to the machine for the pull.
   */
  public int pullOn(Machine machine, String image) {
    var ssh =
        List.of(
            "ssh",
            "-F",
            machine.folder().resolve("ssh_config").toString(),
            "-o",
            "ControlPath=none",
            "-R",
            host() + ":" + host(),
            "machine",
            "docker pull -q " + image);
    return Run.of(ssh, Engine.plainEnvironment(), "", Duration.ofMinutes(2)).exitCode();
  }

  /**
   * Builds an image, pushes it and takes it away from the engine, so that a user of it has to ask
   * here; its full name.
   *
   * @param configuration a folder with Docker's config.json, for the login
   */
  public String push(String name, String dockerfile, Path configuration) {
    var docker = new Docker(Map.of("DOCKER_CONFIG", configuration.toString()));
    String image = host() + "/" + name;
    docker.build(image, dockerfile);
    docker.must("push", "-q", image);
    docker.must("rmi", "-f", image);
    return image;
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      if (mayEnter(exchange)) {
        serve(exchange, exchange.getRequestURI().getPath());
      } else {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"registry\"");
        exchange.sendResponseHeaders(401, -1);
      }
    }
  }

  private boolean mayEnter(HttpExchange exchange) {
    return login
        .map(text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))
        .map(wanted -> wanted.equals(exchange.getRequestHeaders().getFirst("Authorization")))
        .orElse(true);
  }

  private void serve(HttpExchange exchange, String path) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "POST" -> goOnAt(exchange, path + UUID.randomUUID(), 0);
      case "PATCH" -> {
        upload(path).writeBytes(exchange.getRequestBody().readAllBytes());
        goOnAt(exchange, path, upload(path).size());
      }
      case "PUT" -> put(exchange, path);
      default -> give(exchange, path);
    }
  }

  private ByteArrayOutputStream upload(String path) {
    return uploads.computeIfAbsent(path, _ -> new ByteArrayOutputStream());
  }

  private static void goOnAt(HttpExchange exchange, String path, int size) throws IOException {
    exchange.getResponseHeaders().set("Location", path);
    exchange.getResponseHeaders().set("Range", "0-" + Math.max(0, size - 1));
    exchange.sendResponseHeaders(202, -1);
  }

  private void put(HttpExchange exchange, String path) throws IOException {
    var all = upload(path);
    all.writeBytes(exchange.getRequestBody().readAllBytes());
    uploads.remove(path);
    String type =
        Objects.requireNonNullElse(
            exchange.getRequestHeaders().getFirst("Content-Type"), "application/octet-stream");
    var content = new Content(type, digest(all.toByteArray()), all);
    contents.put(path, content);
    contents.put(parent(path) + content.digest(), content);
    contents.put(content.digest(), content);
    exchange.getResponseHeaders().set("Docker-Content-Digest", content.digest());
    exchange.getResponseHeaders().set("Location", path);
    exchange.sendResponseHeaders(201, -1);
  }

  private void give(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/v2/")) {
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    @Nullable Content content =
        contents.get(path.contains("/blobs/") ? path.substring(parent(path).length()) : path);
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", content.type());
    exchange.getResponseHeaders().set("Docker-Content-Digest", content.digest());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", "" + content.body().size());
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, content.body().size());
      content.body().writeTo(exchange.getResponseBody());
    }
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String digest(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    door.close();
    server.stop(0);
    threads.close();
  }
}
