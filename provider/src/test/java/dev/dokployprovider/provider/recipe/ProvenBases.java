package dev.dokployprovider.provider.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Runs a class of machine tests where what its machines are made of differs from what it was in the
 * last green run of all of them, which is kept in a file under version control. With the variable
 * TEST_ALL=true the class always runs, and writes that file when all its tests passed.
 */
final class ProvenBases implements ExecutionCondition, TestWatcher, AfterAllCallback {
  static final Path FILE =
      Path.of("src/test/resources/dev/dokployprovider/provider/recipe/proven-bases.txt");

  /** What a machine of another base is made of, and the tests of it. */
  private static final List<Path> INPUTS =
      List.of(
          Path.of("src/main/java/dev/dokployprovider/provider/recipe"),
          Path.of("src/main/resources/dev/dokployprovider/provider/recipe"),
          Path.of(
              "src/test/java/dev/dokployprovider/provider/recipe/OtherMachinesOnDockerTest.java"),
          Path.of("src/test/java/dev/dokployprovider/provider/recipe/DockerMachine.java"));

  private final Set<String> passed = ConcurrentHashMap.newKeySet();

  /**
   * A green run.
   *
   * @param inputs SHA-256 of the files that machines are made of
   * @param base SHA-256 of the packages of the base that the tests' other bases are made from
   */
  record Proof(LocalDate date, String inputs, String base) {
    static Optional<Proof> read(Path file) throws IOException {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      var lines = Files.readAllLines(file);
      return Optional.of(
          new Proof(
              LocalDate.parse(value(lines, "date")), value(lines, "inputs"), value(lines, "base")));
    }

    private static String value(List<String> lines, String name) {
      return lines.stream()
          .filter(line -> line.startsWith(name + " "))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no line " + name + " in " + FILE));
    }

    void write(Path file) throws IOException {
      Files.writeString(
          file,
          """
          # The last green run of the machines on other bases. `make test-all` writes it.
          date %s
          inputs %s
          base %s
          """
              .formatted(date, inputs, base));
    }
  }

  /** Why the class need not run; empty when it has to. */
  static Optional<String> reasonToSkip(
      boolean all, Optional<Proof> last, String inputs, String base) {
    if (all) {
      return Optional.empty();
    }
    return last.filter(proof -> proof.inputs().equals(inputs) && proof.base().equals(base))
        .map(proof ->
            "machines on other bases: nothing that they are made of has changed since their"
                + " green run of %s (inputs %s); `make test-all` runs them"
                    .formatted(proof.date(), inputs.substring(0, 12)));
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("decided for the class");
    }
    try {
      return reasonToSkip(all(), Proof.read(FILE), digestOf(INPUTS), baseDigest())
          .map(ConditionEvaluationResult::disabled)
          .orElseGet(() -> ConditionEvaluationResult.enabled("not proven as it is"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    passed.add(context.getRequiredTestMethod().getName());
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    var tests = new HashSet<String>();
    Arrays.stream(context.getRequiredTestClass().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .forEach(method -> tests.add(method.getName()));
    if (all() && passed.containsAll(tests)) {
      new Proof(LocalDate.now(Clock.systemUTC()), digestOf(INPUTS), baseDigest()).write(FILE);
    }
  }

  private static boolean all() {
    return "true".equals(System.getenv("TEST_ALL"));
  }

  /** Of the paths and the contents of all files there, in the order of their paths. */
  static String digestOf(List<Path> places) throws IOException {
    var files = new TreeSet<Path>();
    for (Path place : places) {
      try (var below = Files.walk(place)) {
        below.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    var digest = sha256();
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      digest.update((file + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(content);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Of the names and versions of the packages of the base: its image may have been put together on
   * this computer, and then has an id that no other computer's has.
   */
  private static String baseDigest() {
    if (!DockerMachine.works("docker", "image", "inspect", OtherMachinesOnDockerTest.DEBIAN)) {
      return "none here";
    }
    var packages =
        Programs.run(
            "docker",
            "run",
            "--rm",
            "--network",
            "none",
            OtherMachinesOnDockerTest.DEBIAN,
            "dpkg-query",
            "--show");
    return HexFormat.of()
        .formatHex(sha256().digest(packages.orFail().out().getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
