package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NestedEngine;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine's own start, stop and memory, against a bare container of the same base image that runs
 * the same dockerd and nothing else.
 */
final class MachineBench {
  private static final String BASE = "cruizba/ubuntu-dind:latest";
  private static final int ROUNDS = 5;
  private static final double MEBIBYTE = 1024 * 1024;

  private final Docker docker = Docker.here();

  private MachineBench() {}

  static void run(Path folder) {
    var bench = new MachineBench();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      bench.rounds(Machine.of(dokploy, "bench-" + ProcessHandle.current().pid(), folder));
    }
    firstOnAServer(folder);
  }

  private void rounds(Machine machine) {
    var ssh = new ArrayList<Duration>();
    var inner = new ArrayList<Duration>();
    var bareInner = new ArrayList<Duration>();
    var starts = new ArrayList<Cost>();
    var stops = new ArrayList<Cost>();
    var bareStarts = new ArrayList<Cost>();
    var bareStops = new ArrayList<Cost>();
    machine.must("create");
    String bare = bare();
    try {
      memory(machine, bare);
      for (int i = 0; i < ROUNDS; i++) {
        stops.add(Cost.of(() -> machine.must("stop")));
        bareStops.add(Cost.of(() -> docker.must("stop", bare)));
        starts.add(
            Cost.of(() -> {
              machine.must("start");
              machine.answer("true");
            }));
        var boot = Boot.of(docker, machine);
        ssh.add(boot.ssh());
        inner.add(boot.docker());
        bareStarts.add(Cost.of(() -> startBare(bare)));
        bareInner.add(Boot.ofBareDockerd(docker, bare));
      }
    } finally {
      docker.must("rm", "--force", "--volumes", bare);
      machine.must("delete");
    }
    BenchReport.line("container start to SSH: %.0f ms".formatted(Boot.median(ssh)));
    BenchReport.ratio(
        "container start to Docker", Boot.median(inner), Boot.median(bareInner), "bare", 1.5);
    BenchReport.ratio(
        "start until `command true`",
        Cost.wallOf(starts),
        Cost.wallOf(bareStarts),
        "bare, until its Docker answers",
        1.3);
    BenchReport.line(
        "`stop` returned: %.0f ms; bare: %.0f ms"
            .formatted(Cost.wallOf(stops), Cost.wallOf(bareStops)));
  }

  /** Of the base image only its dockerd, with the rights and the kind of volume of a machine. */
  private String bare() {
    String container =
        docker.must(
            "run",
            "--detach",
            "--init",
            "--privileged",
            "--env",
            "container=docker",
            "--volume",
            "/var/lib/docker",
            "--entrypoint",
            "dockerd",
            BASE);
    Boot.ofBareDockerd(docker, container);
    return container;
  }

  private void startBare(String container) {
    docker.must("start", container);
    Waiting.quickly(() -> docker.run("exec", container, "docker", "info").exitCode() == 0);
  }

  private void memory(Machine machine, String bare) {
    BenchReport.line(
        "memory of an idle machine: %.0f MiB; bare: %.0f MiB"
            .formatted(
                resident(docker.containerOf(machine)) / MEBIBYTE, resident(bare) / MEBIBYTE));
  }

  /** What the processes of a container hold in memory for themselves, in bytes. */
  private double resident(String container) {
    String sizes =
        docker.must(
            "exec",
            container,
            "sh",
            "-c",
            "cat /proc/[0-9]*/smaps_rollup 2>/dev/null | sed -n 's/^Pss: *\\([0-9]*\\) kB/\\1/p'");
    return sizes.lines().mapToDouble(Double::parseDouble).sum() * 1024;
  }

  /** On a server that has only the base image; nothing of it can be measured twice. */
  private static void firstOnAServer(Path folder) {
    try (var nested = NestedEngine.start(BASE, folder.resolve("engine"))) {
      nested.docker().load(BASE);
      try (var dokploy =
          Emulator.startProgram(
              nested.docker().environment(),
              Engine.DOCKER,
              "0.30.2",
              folder.resolve("other-dokploy"))) {
        for (var which : List.of("first", "second")) {
          BenchReport.line(
              "`create` of a server's %s machine: %.0f ms"
                  .formatted(which, create(dokploy, which, nested, folder)));
        }
        nested.docker().must("builder", "prune", "--all", "--force");
        BenchReport.line(
            "`create` when Docker's build cache was emptied and other machines run: %.0f ms"
                .formatted(create(dokploy, "third", nested, folder)));
      }
    }
  }

  private static double create(Emulator dokploy, String id, NestedEngine nested, Path folder) {
    var machine = Machine.of(dokploy, id, folder).with("DOKPLOY_SSH_HOST", nested.address());
    return Cost.wallOf(List.of(Cost.of(() -> machine.must("create"))));
  }
}
