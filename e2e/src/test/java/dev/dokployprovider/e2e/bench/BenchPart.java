package dev.dokployprovider.e2e.bench;

import java.nio.file.Path;

/** One thing that the benchmark measures. */
@FunctionalInterface
interface BenchPart {
  /** Measures and prints; {@code folder} is its own. */
  void run(Path folder);
}
