package dev.dokployprovider.e2e.bench;

/** What the benchmark prints: a line for each number. */
final class BenchReport {
  private BenchReport() {}

  /** Two things measured in one run; the ratio is what counts. */
  static void ratio(String what, double ours, double theirs, String than, double aim) {
    line(
        "%s: %.0f ms; %s: %.0f ms; ratio %.2f (aim: at most %.2f)"
            .formatted(what, ours, than, theirs, ours / theirs, aim));
  }

  /** The same where more is better: how much of the others' speed is ours. */
  static void speed(String what, double ours, double theirs, String than, double aim) {
    line(
        "%s: %.0f ms; %s: %.0f ms; speed %.2f (aim: at least %.2f)"
            .formatted(what, ours, than, theirs, theirs / ours, aim));
  }

  static void line(String text) {
    System.out.println(text);
  }
}
