package dev.dokployprovider.e2e.bench;

/** What the benchmark prints: a line for each number. */
final class BenchReport {
  private BenchReport() {}

  /** Two things measured in one run; the ratio is what counts. */
  static void ratio(String what, double ours, double theirs, String than, double aim) {
    line(new Compared(what, ours, theirs, than, false, aim).line());
  }

  /** The same where more is better: how much of the others' speed is ours. */
  static void speed(String what, double ours, double theirs, String than, double aim) {
    line(new Compared(what, ours, theirs, than, true, aim).line());
  }

  static void line(String text) {
    System.out.println(text);
  }
}
