package dev.dokployprovider.e2e.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Where the time of one {@code up} went: the seconds of each stage, in their order. A stage begins
 * with a line that the client or the provider prints, and ends where the next one begins.
 */
record UpTimeline(SequencedMap<String, Double> stages) {
  /** A line and when it came, in seconds from the start. */
  record Line(double at, String text) {}

  private record Stage(String name, Pattern begin) {
    Stage(String name, String begin) {
      this(name, Pattern.compile(begin));
    }
  }

  /** What DevPod 0.6.15 prints with {@code --debug}, and the provider's steps among it. */
  private static final List<Stage> STAGES =
      List.of(
          new Stage("client begins, service is made or found", ""),
          new Stage("Dokploy deploys or starts", "(Building and s|S)tarting the machine \\.\\.\\."),
          new Stage("SSH", "Connecting by SSH \\.\\.\\."),
          new Stage("Docker, with images from the store", "Waiting for Docker on the machine"),
          new Stage("client's agent on the machine", "Creating devcontainer\\.\\.\\."),
          new Stage("credentials, upload, client's pauses", "SSH session created"),
          new Stage("image is looked for", "Inspecting image"),
          new Stage("image pull and unpacking", "Pulling image"),
          new Stage("container", "Running docker command: docker (run|start)"),
          new Stage("agent in the container", "execute inject script"),
          new Stage("container's setup, client's pauses", "Setup container"));

  private static final List<String> COLOURS =
      List.of(
          "#8b949e", "#1f77b4", "#17becf", "#2ca02c", "#ff7f0e", "#bcbd22", "#7f7f7f", "#d62728",
          "#9467bd", "#e377c2", "#8c564b");

  static UpTimeline of(List<Line> lines, double end) {
    var stages = new LinkedHashMap<String, Double>();
    STAGES.forEach(stage -> stages.put(stage.name(), 0.0));
    int stage = 0;
    double begun = 0;
    for (var line : lines) {
      int next = next(stage, line.text());
      if (next > stage) {
        stages.merge(STAGES.get(stage).name(), line.at() - begun, Double::sum);
        begun = line.at();
        stage = next;
      }
    }
    stages.merge(STAGES.get(stage).name(), end - begun, Double::sum);
    return new UpTimeline(stages);
  }

  /** The stage that this line begins, if it is a later one; stages may be left out. */
  private static int next(int stage, String line) {
    for (int i = stage + 1; i < STAGES.size(); i++) {
      if (STAGES.get(i).begin().matcher(line).find()) {
        // The first agent is the machine's; the container's is put there after the container.
        return STAGES.get(i).name().startsWith("agent") && stage < i - 1 ? stage : i;
      }
    }
    return stage;
  }

  double total() {
    return stages.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Each stage's median, of at least one. */
  static UpTimeline median(List<UpTimeline> several) {
    var middle = new LinkedHashMap<String, Double>();
    for (String stage : several.getFirst().stages().keySet()) {
      var sorted = several.stream().map(one -> one.stages().get(stage)).sorted().toList();
      middle.put(stage, sorted.get(sorted.size() / 2));
    }
    return new UpTimeline(middle);
  }

  /** A table for a page of Markdown: a row for each stage, a column for each kind of up. */
  static String table(SequencedMap<String, List<UpTimeline>> kinds) {
    var rows = new ArrayList<String>();
    rows.add("| seconds | " + String.join(" | ", kinds.keySet()) + " |");
    rows.add("| --- |" + " --- |".repeat(kinds.size()));
    for (var stage : STAGES) {
      rows.add(row(stage.name(), kinds, one -> one.stages().get(stage.name())));
    }
    rows.add(
        "| **all of `up`, median (each)** |"
            + String.join(
                "",
                kinds.values().stream()
                    .map(all -> " **%s** (%s) |".formatted(number(total(all)), each(all)))
                    .toList()));
    return String.join("\n", rows) + "\n";
  }

  private static String row(
      String name,
      SequencedMap<String, List<UpTimeline>> kinds,
      java.util.function.ToDoubleFunction<UpTimeline> value) {
    return "| "
        + name
        + " |"
        + String.join(
            "",
            kinds.values().stream()
                .map(all -> " " + number(value.applyAsDouble(median(all))) + " |")
                .toList());
  }

  /** Of the whole, which is not the sum of the stages' medians. */
  static double total(List<UpTimeline> all) {
    var sorted = all.stream().map(UpTimeline::total).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String each(List<UpTimeline> all) {
    return String.join(", ", all.stream().map(one -> number(one.total())).toList());
  }

  private static String number(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  /** The same as a picture: a bar for each kind. */
  static String picture(SequencedMap<String, List<UpTimeline>> kinds) {
    var bars =
        kinds.entrySet().stream()
            .map(kind ->
                new BarChart.Bar(
                    kind.getKey(),
                    parts(median(kind.getValue())),
                    number(total(kind.getValue())) + " s"))
            .toList();
    var legend = new LinkedHashMap<String, String>();
    for (int i = 0; i < STAGES.size(); i++) {
      legend.put(STAGES.get(i).name(), COLOURS.get(i));
    }
    return BarChart.svg(bars, legend);
  }

  private static List<BarChart.Part> parts(UpTimeline one) {
    var parts = new ArrayList<BarChart.Part>();
    for (double seconds : one.stages().values()) {
      parts.add(new BarChart.Part(seconds, COLOURS.get(parts.size())));
    }
    return parts;
  }
}
