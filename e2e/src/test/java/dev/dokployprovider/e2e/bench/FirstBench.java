package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** How long a person who types a verb waits for the first byte, on whichever stream it comes. */
final class FirstBench {
  private static final int ROUNDS = 9;
  private static final double AIM_MILLIS = 100;
  private static final String BARE = "version";
  private static final String MACHINE = "first";

  private FirstBench() {}

  static void run(Path folder) {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var environment = new HashMap<>(Engine.plainEnvironment());
      for (String name : List.of("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")) {
        environment.put(name, folder.resolve(name).toString());
      }
      environment.put("DOKPLOY_SERVER_URL", dokploy.url());
      environment.put("DOKPLOY_API_TOKEN", dokploy.apiKey());
      report(measured(environment));
    }
  }

  /** In the order of a machine's life, which every round is. */
  private static SequencedMap<String, List<String>> verbs() {
    var verbs = new LinkedHashMap<String, List<String>>();
    verbs.put("create", List.of("create", MACHINE));
    verbs.put("list", List.of("list"));
    verbs.put("describe", List.of("describe", MACHINE));
    verbs.put("doctor", List.of("doctor"));
    verbs.put("logs", List.of("logs", MACHINE));
    verbs.put("prune", List.of("prune"));
    verbs.put("stop", List.of("stop", MACHINE));
    verbs.put("start", List.of("start", MACHINE));
    verbs.put("delete", List.of("delete", "--yes", MACHINE));
    return verbs;
  }

  /** Milliseconds for each verb; before each of them the bare program, under the empty name. */
  private static Map<String, List<Double>> measured(Map<String, String> environment) {
    var times = new LinkedHashMap<String, List<Double>>();
    for (int round = 0; round < ROUNDS; round++) {
      verbs()
          .forEach((name, words) -> {
            times
                .computeIfAbsent("", _ -> new ArrayList<>())
                .add(firstByte(List.of(BARE), environment));
            times.computeIfAbsent(name, _ -> new ArrayList<>()).add(firstByte(words, environment));
          });
    }
    return times;
  }

  private static void report(Map<String, List<Double>> times) {
    double bare = median(times.getOrDefault("", List.of()));
    var late = new ArrayList<String>();
    times.forEach((name, measured) -> {
      if (!name.isEmpty()) {
        double first = median(measured);
        BenchReport.ratio("`" + name + "`, first byte", first, bare, "`" + BARE + "`", 1.0);
        if (first > AIM_MILLIS) {
          late.add(name);
        }
      }
    });
    BenchReport.line(
        "first byte of these later than %.0f ms: %s"
            .formatted(AIM_MILLIS, late.isEmpty() ? "none" : String.join(", ", late)));
    BenchReport.line(
        times.entrySet().stream()
            .filter(verb -> !verb.getKey().isEmpty())
            .map(verb ->
                String.format(
                    Locale.ROOT,
                    "%s %.0f",
                    verb.getKey(),
                    verb.getValue().stream().mapToDouble(one -> one).max().orElse(0)))
            .collect(Collectors.joining(", ", "slowest of " + ROUNDS + " each, in ms: ", "")));
  }

  private static double firstByte(List<String> words, Map<String, String> environment) {
    var command = new ArrayList<>(List.of(Programs.provider().toString()));
    command.addAll(words);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    try {
      var process = builder.start();
      process.getOutputStream().close();
      try (var said = process.getInputStream()) {
        int first = said.read();
        double millis = (System.nanoTime() - start) / 1e6;
        said.transferTo(OutputStream.nullOutputStream());
        int exitCode = process.waitFor();
        if (first < 0 || exitCode != 0) {
          throw new IllegalStateException(command + " ended with " + exitCode);
        }
        return millis;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
