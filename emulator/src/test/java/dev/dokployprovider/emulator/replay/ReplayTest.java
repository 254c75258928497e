package dev.dokployprovider.emulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.emulator.release.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every recorded exchange with a real server, asked of the emulator again: the same status, the
 * same shape, the same message. What may differ is in exceptions.txt, each line with its reason.
 */
@Tag("contract")
class ReplayTest {
  private static final Path CONTRACT = Path.of("..", "..", "shared", "contract");
  private static final double EXCEPTIONS_AT_MOST = 0.02;

  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.25.11", "0.30.2"})
  void the_emulator_answers_as_the_real_server_did(String version)
      throws IOException, InterruptedException {
    Path file = CONTRACT.resolve("exchanges-" + version + ".jsonl");
    if (!Files.exists(file) && "true".equals(System.getenv("REQUIRE_CONTRACT"))) {
      throw new AssertionError("this run must have the recorded exchanges, and has none: " + file);
    }
    assumeTrue(Files.exists(file), "the recorded exchanges (../shared/contract) are not here");
    List<Line> lines = Line.read(file);
    Map<Integer, String> exceptions = exceptions(version);
    List<String> wrong = new ArrayList<>();
    int right = 0;
    try (Server server = new Server(Release.parse(version).orElseThrow(), folder.resolve("data"))) {
      Replay replay = new Replay(server, lines);
      for (Line line : lines) {
        List<String> problems = replay.ask(line);
        if (problems.isEmpty()) {
          right++;
        } else if (!exceptions.containsKey(line.number())) {
          wrong.add(line + ": " + problems);
        }
      }
    }
    System.out.printf("Dokploy %s: %d of %d exchanges%n", version, right, lines.size());
    assertThat(wrong).isEmpty();
    assertThat((double) exceptions.size() / lines.size()).isLessThanOrEqualTo(EXCEPTIONS_AT_MOST);
  }

  /** Lines such as {@code 0.30.2 216 REASON}: the recording's version, the line, why it differs. */
  private static Map<Integer, String> exceptions(String version) throws IOException {
    Map<Integer, String> exceptions = new HashMap<>();
    try (InputStream in = ReplayTest.class.getResourceAsStream("exceptions.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(one -> one.startsWith(version + " ")).toList()) {
        String[] parts = line.split(" ", 3);
        exceptions.put(Integer.parseInt(parts[1]), parts[2]);
      }
    }
    return exceptions;
  }
}
