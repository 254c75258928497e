package dev.dokployprovider.provider.machine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.plan.Facts.Containers;
import dev.dokployprovider.provider.machine.plan.Facts.Found;
import dev.dokployprovider.provider.machine.plan.Facts.Here;
import dev.dokployprovider.provider.machine.plan.Facts.Options;
import dev.dokployprovider.provider.machine.plan.Facts.Start;
import dev.dokployprovider.provider.machine.plan.Facts.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done with a machine, for every state that it can be in. */
class PlanTest {
  /** An asterisk stands for any value. */
  private static final String TABLE =
      """
      wish   found               here           start          containers    options  what is done
      CREATE NOTHING             *              *              *             *        make
      START  NOTHING             *              *              *             *        refuse NOT_FOUND
      *      JUST_MADE_ELSEWHERE *              *              *             *        refuse TAKEN_OVER
      *      BEGUN               *              *              *             *        finish
      *      TAKEN_OVER          *              *              *             *        deploy TAKEN_OVER
      *      SERVICE             NOTHING        *              *             *        deploy UNKNOWN_HERE
      *      SERVICE             UNFINISHED     *              *             *        deploy UNFINISHED
      *      SERVICE             RECIPE_UNKNOWN NEVER_DEPLOYED *             *        deploy NEVER_DEPLOYED
      *      SERVICE             RECIPE_UNKNOWN NETWORK_GONE   *             *        deploy NETWORK_GONE
      *      SERVICE             DEPLOYED       NEVER_DEPLOYED *             *        deploy NEVER_DEPLOYED
      *      SERVICE             DEPLOYED       NETWORK_GONE   *             *        deploy NETWORK_GONE
      CREATE SERVICE             RECIPE_UNKNOWN UNTRIED        UNSEEN        *        look CONTAINERS
      CREATE SERVICE             RECIPE_UNKNOWN UNTRIED        NONE          *        deploy NO_CONTAINER
      CREATE SERVICE             RECIPE_UNKNOWN UNTRIED        NEVER_STARTED *        deploy NEVER_STARTED
      CREATE SERVICE             RECIPE_UNKNOWN UNTRIED        STOPPED       *        start
      CREATE SERVICE             RECIPE_UNKNOWN UNTRIED        PAUSED        *        start
      CREATE SERVICE             RECIPE_UNKNOWN UNTRIED        RUNNING       *        connect
      START  SERVICE             RECIPE_UNKNOWN UNTRIED        *             *        start
      CREATE SERVICE             DEPLOYED       UNTRIED        UNSEEN        *        look CONTAINERS
      CREATE SERVICE             DEPLOYED       UNTRIED        NONE          *        deploy NO_CONTAINER
      CREATE SERVICE             DEPLOYED       UNTRIED        NEVER_STARTED *        deploy NEVER_STARTED
      CREATE SERVICE             DEPLOYED       UNTRIED        STOPPED       UNSEEN   look OPTIONS
      CREATE SERVICE             DEPLOYED       UNTRIED        PAUSED        UNSEEN   look OPTIONS
      CREATE SERVICE             DEPLOYED       UNTRIED        STOPPED       SAME     start
      CREATE SERVICE             DEPLOYED       UNTRIED        PAUSED        SAME     start
      CREATE SERVICE             DEPLOYED       UNTRIED        STOPPED       CHANGED  deploy CHANGED
      CREATE SERVICE             DEPLOYED       UNTRIED        PAUSED        CHANGED  deploy CHANGED
      CREATE SERVICE             DEPLOYED       UNTRIED        RUNNING       *        connect
      START  SERVICE             DEPLOYED       UNTRIED        *             UNSEEN   look OPTIONS
      START  SERVICE             DEPLOYED       UNTRIED        *             CHANGED  deploy CHANGED
      START  SERVICE             DEPLOYED       UNTRIED        UNSEEN        SAME     look CONTAINERS
      START  SERVICE             DEPLOYED       UNTRIED        NONE          SAME     deploy NO_CONTAINER
      START  SERVICE             DEPLOYED       UNTRIED        NEVER_STARTED SAME     start
      START  SERVICE             DEPLOYED       UNTRIED        STOPPED       SAME     start
      START  SERVICE             DEPLOYED       UNTRIED        PAUSED        SAME     start
      START  SERVICE             DEPLOYED       UNTRIED        RUNNING       SAME     start
      """;

  /** One line of the table. */
  record Row(List<String> values, String step) {
    static Row of(String line) {
      var words = line.strip().split(" +", 7);
      return new Row(List.of(words).subList(0, 6), words[6]);
    }

    boolean covers(Facts facts) {
      var seen =
          Stream.of(
                  facts.wish(),
                  facts.found(),
                  facts.here(),
                  facts.start(),
                  facts.containers(),
                  facts.options())
              .map(Enum::name)
              .toList();
      for (int i = 0; i < seen.size(); i++) {
        if (!values.get(i).equals("*") && !values.get(i).equals(seen.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  static List<Row> rows() {
    return TABLE.lines().skip(1).map(Row::of).toList();
  }

  /** Every combination. */
  private static List<Facts> all() {
    var all = new ArrayList<Facts>();
    for (var wish : Wish.values()) {
      for (var found : Found.values()) {
        for (var here : Here.values()) {
          for (var start : Start.values()) {
            for (var containers : Containers.values()) {
              for (var options : Options.values()) {
                all.add(new Facts(wish, found, here, options, containers, start));
              }
            }
          }
        }
      }
    }
    return all;
  }

  private static String word(Plan plan) {
    return switch (plan) {
      case Plan.Make() -> "make";
      case Plan.Finish() -> "finish";
      case Plan.Deploy(var reason) -> "deploy " + reason;
      case Plan.Start() -> "start";
      case Plan.Connect() -> "connect";
      case Plan.Refuse(var why) -> "refuse " + why;
      case Plan.Look(var at) -> "look " + at;
    };
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_row_of_the_table_is_what_is_done(Row row) {
    assertThat(all().stream().filter(row::covers).map(Plan::of).map(PlanTest::word).distinct())
        .containsExactly(row.step());
  }

  @Test
  void the_table_has_one_row_for_every_combination() {
    var rows = rows();
    assertThat(all())
        .allSatisfy(facts -> assertThat(rows).filteredOn(row -> row.covers(facts)).hasSize(1));
  }

  @Test
  void what_was_looked_at_is_not_looked_at_again() {
    for (var facts : all()) {
      if (Plan.of(facts) instanceof Plan.Look(var at)) {
        switch (at) {
          case CONTAINERS -> assertThat(facts.containers()).isEqualTo(Containers.UNSEEN);
          case OPTIONS -> assertThat(facts.options()).isEqualTo(Options.UNSEEN);
        }
      }
    }
  }
}
