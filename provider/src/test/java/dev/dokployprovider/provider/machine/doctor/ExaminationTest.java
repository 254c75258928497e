package dev.dokployprovider.provider.machine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void results_come_in_the_order_of_the_checks() {
    var later = new CountDownLatch(1);
    var told = new ArrayList<String>();
    examination(LIMIT)
        .run(
            List.of(
                check("first", List.of(), () -> await(later)),
                check(
                    "second",
                    List.of(),
                    () -> {
                      later.countDown();
                      return Finding.ok("fine");
                    })),
            result -> told.add(result.check()));
    assertThat(told).containsExactly("first", "second");
  }

  @Test
  void what_needs_a_check_that_failed_is_skipped_and_so_is_what_needs_that() {
    var looked = new ArrayList<String>();
    var results =
        examination(LIMIT)
            .run(
                List.of(
                    check("tcp", List.of(), () -> Finding.failed("refused")),
                    check(
                        "tls",
                        List.of("tcp"),
                        () -> {
                          looked.add("tls");
                          return Finding.ok("fine");
                        }),
                    check("token", List.of("tls"), () -> Finding.ok("fine")),
                    check("disk", List.of(), () -> Finding.ok("fine"))),
                result -> {});
    assertThat(verdicts(results))
        .containsExactly("tcp FAILED", "tls SKIPPED", "token SKIPPED", "disk OK");
    assertThat(results.get(1).finding().message().what()).isEqualTo("needs: tcp");
    assertThat(results.get(2).finding().message().what()).isEqualTo("needs: tls");
    assertThat(looked).isEmpty();
  }

  @Test
  void a_warning_and_what_was_not_looked_at_keep_nothing_from_being_looked_at() {
    var results =
        examination(LIMIT)
            .run(
                List.of(
                    check("proxy", List.of(), () -> Finding.skipped("through a proxy")),
                    check("tls", List.of("proxy"), () -> Finding.warning("ends soon")),
                    check("token", List.of("tls"), () -> Finding.ok("fine"))),
                result -> {});
    assertThat(verdicts(results)).containsExactly("proxy SKIPPED", "tls WARNING", "token OK");
  }

  @Test
  void whatever_a_check_throws_is_reported_in_the_words_of_all_verbs() {
    var results =
        examination(LIMIT)
            .run(
                List.of(
                    check(
                        "a",
                        List.of(),
                        () -> {
                          throw new ProblemException(new Problem.BadToken());
                        }),
                    check(
                        "b",
                        List.of(),
                        () -> {
                          throw new DokployException(new Failure.BadToken("x"));
                        }),
                    check(
                        "c",
                        List.of(),
                        () -> {
                          throw new IllegalStateException("odd");
                        }),
                    check(
                        "d",
                        List.of(),
                        () -> {
                          throw new OutOfMemoryError("Java heap space");
                        }),
                    check("e", List.of(), () -> Finding.ok("fine"))),
                result -> {});
    assertThat(results.get(0).finding()).isEqualTo(results.get(1).finding());
    assertThat(results.get(2).finding().message().why()).first().asString().contains("odd");
    assertThat(results.get(3).finding().message().why()).first().asString().contains("Java heap");
    assertThat(verdicts(results))
        .containsExactly("a FAILED", "b FAILED", "c FAILED", "d FAILED", "e OK");
  }

  @Test
  void a_check_that_does_not_end_is_given_up() {
    var never = new CountDownLatch(1);
    var results =
        examination(Duration.ofMillis(50))
            .run(List.of(check("slow", List.of(), () -> await(never))), result -> {});
    assertThat(verdicts(results)).containsExactly("slow FAILED");
    assertThat(results.getFirst().finding().message().what()).startsWith("It did not end within");
  }

  private Examination examination(Duration limit) {
    return new Examination(URI.create("https://d.example.com"), Time.system(), executor, limit);
  }

  private static Check check(String name, List<String> after, Supplier<Finding> look) {
    return new Check(name, after, look);
  }

  private static Finding await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Finding.ok("done");
  }

  private static List<String> verdicts(List<Result> results) {
    return results.stream().map(one -> one.check() + " " + one.finding().verdict()).toList();
  }
}
