package dev.dokployprovider.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchPageTest {
  private static final Compared QUICK =
      new Compared("`command true` (wall)", 22, 317, "fresh `ssh host true`", false, 0.25);

  @Test
  void a_line_says_all_of_a_comparison() {
    assertThat(QUICK.line())
        .isEqualTo(
            "`command true` (wall): 22 ms; fresh `ssh host true`: 317 ms; ratio 0.07 (aim: at most"
                + " 0.25)");
    assertThat(Compared.read(QUICK.line())).contains(QUICK);
    assertThat(Compared.read("memory of an idle machine: 55 MiB; bare: 48 MiB")).isEmpty();
  }

  @Test
  void more_speed_is_better_and_less_time_is() {
    assertThat(QUICK.isReached()).isTrue();
    assertThat(new Compared("x", 200, 100, "y", false, 1.5).isReached()).isFalse();
    assertThat(new Compared("x", 200, 100, "y", true, 0.95).isReached()).isFalse();
    assertThat(new Compared("x", 100, 200, "y", true, 0.95).isReached()).isTrue();
  }

  @Test
  void the_page_has_a_table_a_picture_and_what_is_no_comparison() {
    var files =
        BenchPage.of(
            List.of(
                "# command",
                QUICK.line(),
                "... with 0 API calls (aim: none)",
                "# scale",
                "| Dokploy 0.30.2, other services: | 1 | 100 |",
                "| `stop` | 4 calls | 4 calls |"),
            "On a computer.");
    assertThat(files.keySet()).containsExactly("command.svg", "report.md");
    assertThat(files.get("report.md"))
        .isEqualTo(
            """
            # Measured

            On a computer.

            ## command

            | what | ours | beside it | ratio | aim | |
            | --- | --- | --- | --- | --- | --- |
            | `command true` (wall) | 22 ms | fresh `ssh host true`: 317 ms | 0.07 | at most 0.25 | reached |

            ![command](command.svg)

            - ... with 0 API calls (aim: none)

            ## scale


            | Dokploy 0.30.2, other services: | 1 | 100 |
            | --- | --- | --- |
            | `stop` | 4 calls | 4 calls |
            """);
    assertThat(files.get("command.svg"))
        .startsWith("<svg ")
        .contains("22 ms (0.07, aim ≤ 0.25)", "fresh ssh host true", "width=\"760.0\"")
        .endsWith("</svg>\n");
  }

  @Test
  void a_text_that_would_be_markup_is_escaped() {
    var bar = new BarChart.Bar("a < b & c", List.of(new BarChart.Part(0, "#000000")), "0 ms");
    assertThat(BarChart.svg(List.of(bar), new java.util.LinkedHashMap<>()))
        .contains("a &lt; b &amp; c")
        .doesNotContain("NaN");
  }

  @Test
  void the_docs_get_the_table_of_what_was_measured_and_nothing_else_changes() {
    String page =
        """
        Before.

        <!-- command: made by make bench -->
        | old |
        <!-- /command -->

        <!-- tls: made by make bench -->
        | stays |
        <!-- /tls -->
        """;
    var measured =
        BenchPage.bodies(
            List.of("# command", QUICK.line(), "`status`: 4 ms CPU", "# poll", "x"), "On one.");
    assertThat(BenchDocs.with(page, measured))
        .isEqualTo(
            """
            Before.

            <!-- command: made by make bench -->
            On one.

            | what | ours | beside it | ratio | aim | |
            | --- | --- | --- | --- | --- | --- |
            | `command true` (wall) | 22 ms | fresh `ssh host true`: 317 ms | 0.07 | at most 0.25 | reached |

            - `status`: 4 ms CPU
            <!-- /command -->

            <!-- tls: made by make bench -->
            | stays |
            <!-- /tls -->
            """);
  }

  @Test
  void a_page_without_the_marks_of_a_part_stays_as_it_is() {
    assertThat(BenchDocs.with("No marks.\n", "command", "x")).isEqualTo("No marks.\n");
    assertThat(BenchDocs.with("<!-- command: no end -->\n", "command", "x"))
        .isEqualTo("<!-- command: no end -->\n");
  }
}
