package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import dev.dokployprovider.e2e.support.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/** How many round trips `command` takes: two machines, one of them 50 ms away. */
final class DelayBench {
  private static final Duration ROUND_TRIP = Duration.ofMillis(50);
  private static final int ROUNDS = 20;

  private DelayBench() {}

  static void run(Path folder) {
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      int port = FreePorts.one();
      try (var _ = TcpProxy.start("127.0.0.2", port, ROUND_TRIP.dividedBy(2))) {
        var far =
            Machine.of(dokploy, "far", folder)
                .with("DOKPLOY_SSH_HOST", "127.0.0.2")
                .with("DOKPLOY_SSH_PORTS", "127.0.0.1:" + port + "-" + port);
        var near = Machine.of(dokploy, "near", folder);
        far.must("create");
        near.must("create");
        compare(near, far, RoundTrip.measured(ROUND_TRIP));
        far.must("delete");
        near.must("delete");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(Machine near, Machine far, double roundTrip) {
    var nearLive = new ArrayList<Cost>();
    var farLive = new ArrayList<Cost>();
    var nearBare = new ArrayList<Cost>();
    var farBare = new ArrayList<Cost>();
    var farFirst = new ArrayList<Cost>();
    var farFresh = new ArrayList<Cost>();
    for (int i = 0; i < ROUNDS; i++) {
      Masters.end(far);
      farFirst.add(Cost.of(() -> far.answer("true")));
      farFresh.add(Cost.of(() -> PlainSsh.run(far, "true")));
      farLive.add(Cost.of(() -> far.answer("true")));
      nearLive.add(Cost.of(() -> near.answer("true")));
      farBare.add(Cost.of(() -> PlainSsh.runOverLive(far, "true")));
      nearBare.add(Cost.of(() -> PlainSsh.runOverLive(near, "true")));
    }
    double more = Cost.wallOf(farLive) - Cost.wallOf(nearLive);
    BenchReport.line(
        "`command true`, live connection, %.0f ms away: %.0f ms; not away: %.0f ms; round trips %.1f (aim: at most 2)"
            .formatted(roundTrip, Cost.wallOf(farLive), Cost.wallOf(nearLive), more / roundTrip));
    double bareMore = Cost.wallOf(farBare) - Cost.wallOf(nearBare);
    BenchReport.line(
        "ssh itself over the same connections: %.0f ms; not away: %.0f ms; round trips %.1f"
            .formatted(Cost.wallOf(farBare), Cost.wallOf(nearBare), bareMore / roundTrip));
    BenchReport.ratio(
        "`command true`, no live connection yet, as far away (wall)",
        Cost.wallOf(farFirst),
        Cost.wallOf(farFresh),
        "fresh `ssh host true`",
        1.5);
  }
}
