package dev.dokployprovider.launcher;

/** How a call of the launcher ended. */
record Outcome(int exit, String stdout, String stderr) {
  static Outcome of(int exit, String stdout) {
    return new Outcome(exit, stdout, "");
  }
}
