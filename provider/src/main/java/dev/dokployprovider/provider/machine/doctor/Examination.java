package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.machine.deployment.FailureProblems;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes checks side by side, each when those that it needs have passed. */
public final class Examination {
  private final URI server;
  private final Time time;
  private final Executor executor;
  private final Duration limit;

  /**
   * Nothing is looked at yet.
   *
   * @param server Dokploy's address, for words about it
   * @param executor where checks are made
   * @param limit for one check
   */
  public Examination(URI server, Time time, Executor executor, Duration limit) {
    this.server = server;
    this.time = time;
    this.executor = executor;
    this.limit = limit;
  }

  /** A check that is done. {@code passed}: those that need it can be made. */
  private record Done(Result result, boolean passed) {}

  /**
   * Makes them all.
   *
   * @param checks each behind those that it needs
   * @param told each result as soon as it and those before it are there
   */
  public List<Result> run(List<Check> checks, Consumer<Result> told) {
    Map<String, CompletableFuture<Done>> begun = new LinkedHashMap<>();
    for (var check : checks) {
      var needed = check.after().stream().filter(begun::containsKey).map(begun::get).toList();
      begun.put(
          check.name(),
          CompletableFuture.allOf(needed.toArray(CompletableFuture[]::new))
              .thenCompose(nothing ->
                  needed.stream().map(CompletableFuture::join).allMatch(Done::passed)
                      ? make(check)
                      : CompletableFuture.completedFuture(skipped(check, needed))));
    }
    var results = new ArrayList<Result>();
    for (var one : begun.values()) {
      var result = one.join().result();
      told.accept(result);
      results.add(result);
    }
    return results;
  }

  private CompletableFuture<Done> make(Check check) {
    long begin = time.nanos();
    return CompletableFuture.supplyAsync(() -> finding(check), executor)
        .completeOnTimeout(
            Finding.failed("It did not end within " + limit.toSeconds() + " s."),
            limit.toMillis(),
            TimeUnit.MILLISECONDS)
        .thenApply(finding ->
            new Done(
                new Result(check.name(), finding, Duration.ofNanos(time.nanos() - begin)),
                finding.verdict() != Verdict.FAILED));
  }

  private Finding finding(Check check) {
    try {
      return check.look().get();
    } catch (ProblemException e) {
      return Finding.of(e.problem());
    } catch (DokployException e) {
      return Finding.of(FailureProblems.of(e.failure(), server));
    } catch (RuntimeException | Error e) {
      return Finding.of(new Problem.Unexpected(String.valueOf(e)));
    }
  }

  private static Done skipped(Check check, List<CompletableFuture<Done>> needed) {
    var failed =
        needed.stream()
            .map(CompletableFuture::join)
            .filter(done -> !done.passed())
            .map(done -> done.result().check())
            .toList();
    return new Done(new Result(check.name(), Finding.needs(failed), Duration.ZERO), false);
  }
}
