package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * When the servers in a container were ready, counted from the container's start and read from what
 * they logged: nothing that measures disturbs them.
 */
record Boot(Duration docker, Duration ssh) {
  private static final Pattern DOCKER_LISTENS =
      Pattern.compile("time=\"([^\"]+)\".*API listen on /var/run/docker\\.sock");
  private static final Pattern SSH_LISTENS =
      Pattern.compile("(\\S+) Server listening on 0\\.0\\.0\\.0 port 22\\.");

  /** The newest start of a machine that is up. */
  static Boot of(Docker docker, Machine machine) {
    String container = docker.containerOf(machine);
    var start = started(docker, container);
    return new Boot(
        Duration.between(
            start,
            last(
                DOCKER_LISTENS,
                docker.must("exec", container, "cat", "/var/log/devpod-machine/dockerd.log"))),
        Duration.between(start, last(SSH_LISTENS, logs(docker, container))));
  }

  /** From a container's start until its dockerd, which is its only program, listens. */
  static Duration ofBareDockerd(Docker docker, String container) {
    Waiting.quickly(() -> DOCKER_LISTENS.matcher(logs(docker, container)).find());
    return Duration.between(
        started(docker, container), last(DOCKER_LISTENS, logs(docker, container)));
  }

  /** Middle of the sorted ones, in milliseconds. */
  static double median(List<Duration> all) {
    return all.stream().sorted().toList().get(all.size() / 2).toNanos() / 1e6;
  }

  private static Instant started(Docker docker, String container) {
    return Instant.parse(docker.must("inspect", "--format", "{{.State.StartedAt}}", container));
  }

  private static String logs(Docker docker, String container) {
    var run = docker.run("logs", "--timestamps", container);
    return run.out() + run.err();
  }

  private static Instant last(Pattern pattern, String log) {
    return pattern
        .matcher(log)
        .results()
        .map(result -> Instant.parse(result.group(1)))
        .max(Instant::compareTo)
        .orElseThrow(() -> new AssertionError("not in the log: " + pattern + "\n" + log));
  }
}
