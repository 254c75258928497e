package dev.dokployprovider.e2e.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** What the benchmark printed, as a page (Markdown) with pictures (SVG) for a person to look at. */
final class BenchPage {
  private static final String OURS = "#1f77b4";
  private static final String THEIRS = "#8b949e";
  private static final String PART = "# ";

  private BenchPage() {}

  /**
   * The files by their names.
   *
   * @param lines as they were printed; one that begins with "# " begins a part
   * @param where on what computer, and how busy it was
   */
  static SequencedMap<String, String> of(List<String> lines, String where) {
    var files = new LinkedHashMap<String, String>();
    var page = new StringBuilder("# Measured\n\n" + where + "\n");
    for (var part : parts(lines).entrySet()) {
      page.append("\n## ").append(part.getKey()).append("\n\n");
      var compared =
          part.getValue().stream().flatMap(line -> Compared.read(line).stream()).toList();
      if (!compared.isEmpty()) {
        page.append(table(compared));
        String picture = part.getKey() + ".svg";
        files.put(picture, picture(compared));
        page.append("\n![").append(part.getKey()).append("](").append(picture).append(")\n\n");
      }
      part.getValue().stream()
          .filter(line -> Compared.read(line).isEmpty())
          .flatMap(BenchPage::asMarkdown)
          .forEach(line -> page.append(line).append('\n'));
    }
    files.put("report.md", page.toString());
    return files;
  }

  /** For the docs: each part's table and what else it told, without a picture. */
  static Map<String, String> bodies(List<String> lines, String where) {
    var bodies = new LinkedHashMap<String, String>();
    for (var part : parts(lines).entrySet()) {
      var body = new StringBuilder(where + "\n\n");
      var compared =
          part.getValue().stream().flatMap(line -> Compared.read(line).stream()).toList();
      if (!compared.isEmpty()) {
        body.append(table(compared)).append('\n');
      }
      part.getValue().stream()
          .filter(line -> Compared.read(line).isEmpty())
          .flatMap(BenchPage::asMarkdown)
          .forEach(line -> body.append(line).append('\n'));
      bodies.put(part.getKey(), body.toString());
    }
    return bodies;
  }

  private static Map<String, List<String>> parts(List<String> lines) {
    var parts = new LinkedHashMap<String, List<String>>();
    List<String> current = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(PART)) {
        current = new ArrayList<>();
        parts.put(line.substring(PART.length()), current);
      } else {
        current.add(line);
      }
    }
    return parts;
  }

  /** A row of a table needs the line below its titles; all else is an item of a list. */
  private static Stream<String> asMarkdown(String line) {
    if (!line.startsWith("|")) {
      return line.isBlank() ? Stream.of("") : Stream.of("- " + line);
    }
    boolean titles = line.startsWith("| Dokploy ");
    String below = "|" + " --- |".repeat((int) line.chars().filter(c -> c == '|').count() - 1);
    return titles ? Stream.of("", line, below) : Stream.of(line);
  }

  /** For docs/performance.md too. */
  static String table(List<Compared> compared) {
    var table = new StringBuilder("| what | ours | beside it | ratio | aim | |\n");
    table.append("| --- | --- | --- | --- | --- | --- |\n");
    for (var one : compared) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0f ms | %s: %.0f ms | %s%.2f | at %s %.2f | %s |%n",
              one.what(),
              one.ours(),
              one.than(),
              one.theirs(),
              one.speed() ? "speed " : "",
              one.ratio(),
              one.speed() ? "least" : "most",
              one.aim(),
              one.isReached() ? "reached" : "missed"));
    }
    return table.toString();
  }

  private static String picture(List<Compared> compared) {
    var bars = new ArrayList<BarChart.Bar>();
    for (var one : compared) {
      bars.add(bar(one.what(), one.ours(), OURS, verdict(one)));
      bars.add(bar(one.than(), one.theirs(), THEIRS, ""));
    }
    var legend = new LinkedHashMap<String, String>();
    legend.put("ours", OURS);
    legend.put("beside it", THEIRS);
    return BarChart.svg(bars, legend);
  }

  private static BarChart.Bar bar(String label, double ms, String colour, String more) {
    return new BarChart.Bar(
        label.replace("`", ""),
        List.of(new BarChart.Part(ms, colour)),
        String.format(Locale.ROOT, "%.0f ms%s", ms, more));
  }

  private static String verdict(Compared one) {
    return String.format(
        Locale.ROOT, " (%.2f, aim %s %.2f)", one.ratio(), one.speed() ? "≥" : "≤", one.aim());
  }
}
