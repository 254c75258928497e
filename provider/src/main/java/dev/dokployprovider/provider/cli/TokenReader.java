package dev.dokployprovider.provider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dokployprovider.provider.machine.folder.KeptToken;
import dev.dokployprovider.provider.machine.folder.PrivateFiles;
import dev.dokployprovider.provider.options.ChildEnvironment;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.RequiredOptions;
import dev.dokployprovider.provider.options.TokenReference;
import dev.dokployprovider.provider.options.TokenReference.InFile;
import dev.dokployprovider.provider.options.TokenReference.InVariable;
import dev.dokployprovider.provider.options.TokenReference.OfCommand;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Puts the key itself in the place of a reference to it. */
final class TokenReader {
  private static final String TOKEN = Option.DOKPLOY_API_TOKEN.name();
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int LONGEST = 1 << 16;

  private final Map<String, String> environment;
  private final Duration limit;
  private final Consumer<String> waiting;

  TokenReader(Map<String, String> environment) {
    this(environment, _ -> {});
  }

  /**
   * @param waiting told, for people, what is waited for when that takes long
   */
  TokenReader(Map<String, String> environment, Consumer<String> waiting) {
    this(environment, LIMIT, waiting);
  }

  /**
   * @param limit for a command; at half of it is told that it is waited for
   */
  TokenReader(Map<String, String> environment, Duration limit, Consumer<String> waiting) {
    this.environment = environment;
    this.limit = limit;
    this.waiting = waiting;
  }

  /**
   * The environment with the key in it; the same where it has one, or an invalid reference, which
   * is told with the other options.
   *
   * @throws ProblemException where the reference leads to no key
   */
  Map<String, String> resolved() {
    var reference = reference();
    if (reference.isEmpty()) {
      return environment;
    }
    String token =
        switch (reference.get()) {
          case InFile(var path) -> ofFile(path);
          case InVariable(var name) -> ofVariable(name);
          case OfCommand(var words) -> ofCommand(words);
        };
    var result = new HashMap<>(environment);
    result.put(TOKEN, valid(token));
    return Map.copyOf(result);
  }

  /** A key that Dokploy refused is asked for again the next time. */
  void forget() {
    if (reference().orElse(null) instanceof OfCommand(var words)) {
      kept(words).forget();
    }
  }

  private Optional<TokenReference> reference() {
    try {
      return TokenReference.of(environment.getOrDefault(TOKEN, ""));
    } catch (IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }

  private String ofFile(Path path) {
    List<String> lines;
    try {
      lines = Files.readString(path).lines().toList();
    } catch (NoSuchFileException e) {
      throw unavailable("There is no file " + path + ".", storeOne());
    } catch (IOException e) {
      throw unavailable(
          "The file " + path + " can't be read: " + PrivateFiles.reason(e), storeOne());
    }
    KeptToken.origin(lines)
        .filter(origin -> !origin.equals(KeptToken.originOf(server())))
        .ifPresent(origin -> {
          throw unavailable(
              path + " has a key for " + origin + ", and not for " + server() + ".",
              "dokploy-provider login " + server());
        });
    return lines.isEmpty() ? "" : lines.getFirst();
  }

  private String storeOne() {
    return "Put the key into it, or store one:\n" + ("dokploy-provider login " + server()).strip();
  }

  private String server() {
    return environment.getOrDefault(Option.DOKPLOY_SERVER_URL.name(), "");
  }

  private String ofVariable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(() ->
            unavailable(
                "The variable " + name + " is not set where the provider runs.", "export " + name));
  }

  private String ofCommand(List<String> words) {
    var kept = kept(words);
    return kept.read(Instant.now())
        .orElseGet(() -> {
          String token = valid(run(words));
          kept.write(token);
          return token;
        });
  }

  private KeptToken kept(List<String> words) {
    return KeptToken.of(environment, String.join("\n", words));
  }

  private String run(List<String> words) {
    String program = words.getFirst();
    var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(ChildEnvironment.of(environment));
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var firstLine = new CompletableFuture<String>();
      Thread.ofPlatform().daemon().start(() -> read(process.getInputStream(), firstLine));
      if (!hasEnded(process, program)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw unavailable(
            program + " did not end within " + limit.toSeconds() + " s.",
            "Run it yourself; it gets no input and must ask nothing.");
      }
      if (process.exitValue() != 0) {
        throw unavailable(
            program + " ended with exit code " + process.exitValue() + ".",
            "Run it yourself to see why; it may have to be unlocked first.");
      }
      return firstLine.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unavailable(
          program + " ended, but a program that it started keeps its output open.",
          "It must print the key as a line that ends.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw unavailable(
          "The program " + program + " is not there, or can't be run.",
          "Install it, or give its full path where it is not on PATH.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(new Problem.Interrupted(), e);
    }
  }

  private boolean hasEnded(Process process, String program) throws InterruptedException {
    long half = limit.toMillis() / 2;
    if (process.waitFor(half, TimeUnit.MILLISECONDS)) {
      return true;
    }
    waiting.accept("Waiting for " + program + ", which DOKPLOY_API_TOKEN names");
    return process.waitFor(limit.toMillis() - half, TimeUnit.MILLISECONDS);
  }

  /** Gives the first line as soon as it ends: a program left behind may keep the output open. */
  static void read(InputStream in, CompletableFuture<String> firstLine) {
    var line = new ByteArrayOutputStream();
    try {
      for (int one = in.read(); one >= 0 && one != '\n' && line.size() < LONGEST; one = in.read()) {
        line.write(one);
      }
      firstLine.complete(line.toString(UTF_8));
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      firstLine.complete("");
    } catch (RuntimeException | Error e) {
      // Such as a full memory: the caller would wait for a line that never comes.
      firstLine.completeExceptionally(e);
      throw e;
    }
  }

  private String valid(String token) {
    RequiredOptions.fault(Option.DOKPLOY_API_TOKEN, token)
        .or(() ->
            TokenReference.of(token).isPresent()
                ? Optional.of("it is a reference again")
                : Optional.empty())
        .ifPresent(why -> {
          throw unavailable(
              "What it leads to is not a key: " + why + ".",
              "The key must stand on its first line.");
        });
    return token.strip();
  }

  private ProblemException unavailable(String why, String fix) {
    return new ProblemException(
        new Problem.NoToken(environment.getOrDefault(TOKEN, "").strip(), why, fix));
  }
}
