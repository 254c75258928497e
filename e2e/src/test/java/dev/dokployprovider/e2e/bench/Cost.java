package dev.dokployprovider.e2e.bench;

import java.time.Duration;
import java.util.List;

/** One use of something: what it took by the clock and of the processor. */
record Cost(Duration wall, Duration cpu) {
  static Cost of(Runnable work) {
    var cpu = Cpu.ofChildren();
    long start = System.nanoTime();
    work.run();
    return new Cost(Duration.ofNanos(System.nanoTime() - start), Cpu.ofChildren().minus(cpu));
  }

  /** The median by the clock, in milliseconds. */
  static double wallOf(List<Cost> costs) {
    var sorted = costs.stream().map(Cost::wall).sorted().toList();
    return sorted.get(sorted.size() / 2).toNanos() / 1e6;
  }

  /**
   * The mean of the processor's time, in milliseconds: Linux counts it in steps that are larger
   * than one short use, so a median would tell nothing.
   */
  static double cpuOf(List<Cost> costs) {
    return costs.stream().mapToLong(cost -> cost.cpu().toNanos()).average().orElseThrow() / 1e6;
  }
}
