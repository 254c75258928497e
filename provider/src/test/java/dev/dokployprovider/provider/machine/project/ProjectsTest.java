package dev.dokployprovider.provider.machine.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody chooses the same project of those that have the name. */
class ProjectsTest {
  private static final Project OLD = project("b", "2026-01-01T00:00:00.000Z", true);
  private static final Project YOUNG = project("a", "2026-01-01T00:00:00.001Z", true);
  private static final Project TWIN = project("c", "2026-01-01T00:00:00.000Z", true);
  private static final Project USED = project("d", "2026-01-01T00:00:09.000Z", false);

  @Test
  void of_empty_ones_the_oldest_and_of_twins_the_first_by_id() {
    assertThat(Projects.chosen(List.of(YOUNG, TWIN, OLD))).contains(OLD);
  }

  @Test
  void one_that_is_in_use_comes_before_an_older_empty_one() {
    assertThat(Projects.chosen(List.of(OLD, USED))).contains(USED);
  }

  @Test
  void one_without_an_environment_that_can_be_seen_is_none() {
    var closed = new Project("a", "devpod", "", false, List.of());
    assertThat(Projects.chosen(List.of(closed))).isEmpty();
    assertThat(Projects.chosen(List.of(closed, YOUNG))).contains(YOUNG);
  }

  @Test
  void the_order_of_the_answer_does_not_matter() {
    long seed = Long.getLong("soak.seed", 20_261_128);
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var projects = new ArrayList<>(List.of(OLD, YOUNG, TWIN, USED));
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(projects, random);
      assertThat(Projects.chosen(projects)).isEqualTo(Optional.of(USED));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 50", "10, 50", "40, 80", "400, 800", "30000, 1000"})
  void another_creates_row_is_waited_for_twice_as_long_as_ones_own_took(long call, long moment) {
    assertThat(Projects.moment(Duration.ofMillis(call))).isEqualTo(Duration.ofMillis(moment));
  }

  private static Project project(String id, String createdAt, boolean isEmpty) {
    var environment = new Environment(id, "E" + id, "production", true, List.of());
    return new Project(id, "devpod", createdAt, isEmpty, List.of(environment));
  }
}
