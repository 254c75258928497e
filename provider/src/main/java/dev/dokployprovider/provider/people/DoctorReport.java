package dev.dokployprovider.provider.people;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.machine.doctor.Result;
import dev.dokployprovider.provider.machine.doctor.Verdict;
import dev.dokployprovider.provider.options.SecretValues;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.FoldedText;
import dev.dokployprovider.provider.problem.Message;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Shows what was found, with no secret in it. */
final class DoctorReport {
  private static final int NAME_WIDTH = 12;

  private final VerbContext kit;
  private final Settings settings;

  DoctorReport(VerbContext kit, Settings settings) {
    this.kit = kit;
    this.settings = settings;
  }

  void begin() {
    print("dokploy-provider %s, options: %s".formatted(kit.program().version(), settings.origin()));
  }

  void show(Result result) {
    var message = words(result);
    String line = padded(result.check()) + message.what() + took(result.took());
    // The mark is one column, whatever it is painted with.
    var lines = folded("  " + line);
    kit.screen()
        .out()
        .println(mark(result.finding().verdict()) + " " + lines.getFirst().substring(2));
    lines.stream().skip(1).forEach(kit.screen().out()::println);
    message
        .why()
        .forEach(
            why -> folded(" ".repeat(NAME_WIDTH + 2) + why).forEach(kit.screen().out()::println));
    // As they are: they are pasted.
    message.fix().forEach(fix -> print(" ".repeat(NAME_WIDTH + 2) + "> " + fix));
  }

  void end(List<Result> results) {
    long failed = count(results, Verdict.FAILED);
    long warnings = count(results, Verdict.WARNING);
    print("");
    print(
        failed == 0 && warnings == 0
            ? "No problem found."
            : "%d failed, %d warning%s.".formatted(failed, warnings, warnings == 1 ? "" : "s"));
  }

  void json(List<Result> results) {
    var checks =
        results.stream()
            .<Json>map(result -> {
              var message = words(result);
              return Json.object()
                  .with("name", result.check())
                  .with("result", word(result.finding().verdict()))
                  .with("message", clean(message.what()))
                  .with("details", texts(message.why()))
                  .with("fix", texts(message.fix()))
                  .with("milliseconds", result.took().toMillis());
            })
            .toList();
    kit.screen()
        .out()
        .println(
            Json.object()
                .with("version", kit.program().version())
                .with("ok", count(results, Verdict.FAILED) == 0)
                .with("checks", new Json.Array(checks)));
  }

  private Json texts(List<String> lines) {
    return new Json.Array(lines.stream().<Json>map(line -> new Json.Text(clean(line))).toList());
  }

  private Message words(Result result) {
    return kit.program().words(result.finding().message(), settings.environment());
  }

  private List<String> folded(String line) {
    return FoldedText.of(clean(line), NAME_WIDTH + 2, kit.screen().columns());
  }

  private void print(String line) {
    kit.screen().out().println(clean(line));
  }

  /** Without secrets, and without what could move a terminal's cursor. */
  private String clean(String text) {
    return SecretValues.blanked(text, settings.environment()).replaceAll("\\p{Cntrl}", "?");
  }

  private String mark(Verdict verdict) {
    return switch (verdict) {
      case OK -> painted("32", "✓");
      case WARNING -> painted("33", "!");
      case FAILED -> painted("31", "✗");
      case SKIPPED -> painted("2", "-");
    };
  }

  private String painted(String colour, String text) {
    return kit.screen().colour() ? "\u001B[" + colour + "m" + text + "\u001B[0m" : text;
  }

  private static String padded(String name) {
    return name + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
  }

  private static String took(Duration took) {
    return took.toMillis() < 100
        ? ""
        : String.format(Locale.ROOT, " (%.1f s)", took.toMillis() / 1000.0);
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static long count(List<Result> results, Verdict verdict) {
    return results.stream().filter(one -> one.finding().verdict() == verdict).count();
  }
}
