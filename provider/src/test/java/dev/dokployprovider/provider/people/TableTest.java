package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  private static final List<String> TITLES = List.of("NAME", "STATE", "SERVER");
  private static final List<List<String>> ROWS =
      List.of(List.of("web", "Running", "(Dokploy)"), List.of("a-longer-name", "Stopped", "far"));

  @Test
  void columns_stand_below_their_titles() {
    assertThat(Table.lines(TITLES, ROWS, 80))
        .containsExactly(
            "NAME           STATE    SERVER",
            "web            Running  (Dokploy)",
            "a-longer-name  Stopped  far");
  }

  @Test
  void where_the_terminal_is_narrow_the_last_columns_are_left_out() {
    assertThat(Table.lines(TITLES, ROWS, 30))
        .containsExactly(
            "NAME           STATE", "web            Running", "a-longer-name  Stopped");
  }

  @Test
  void a_name_that_is_longer_than_the_line_is_cut() {
    assertThat(Table.lines(TITLES, ROWS, 10)).containsExactly("NAME", "web", "a-longer-…");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 20, 21, 22, 31, 32, 33, 34, 80})
  void no_line_is_longer_than_the_terminal(int width) {
    assertThat(Table.lines(TITLES, ROWS, width)).allMatch(line -> line.length() <= width);
  }
}
