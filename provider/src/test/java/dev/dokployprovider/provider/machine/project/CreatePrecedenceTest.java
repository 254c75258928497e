package dev.dokployprovider.provider.machine.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.options.MachineId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several creates of one machine at the same moment goes on. */
class CreatePrecedenceTest {
  private static final MachineId WEB = new MachineId("web");
  private static OwnerId owner;

  @BeforeAll
  static void make_an_owner(@TempDir Path home) {
    owner = OwnerId.of(home);
  }

  @Test
  void who_is_alone_goes_on() {
    assertThat(CreatePrecedence.of(begun(2), List.of())).isEqualTo(CreatePrecedence.GOES_ON);
  }

  @Test
  void of_two_that_have_begun_the_one_with_the_smaller_id_waits_for_the_other_to_give_way() {
    assertThat(CreatePrecedence.of(begun(1), List.of(begun(2)))).isEqualTo(CreatePrecedence.WAITS);
    assertThat(CreatePrecedence.of(begun(2), List.of(begun(1))))
        .isEqualTo(CreatePrecedence.GIVES_WAY);
  }

  @Test
  void a_create_that_meets_one_that_went_on_gives_way() {
    assertThat(CreatePrecedence.of(begun(1), List.of(wentOn(2))))
        .isEqualTo(CreatePrecedence.GIVES_WAY);
    assertThat(CreatePrecedence.of(begun(2), List.of(wentOn(1))))
        .isEqualTo(CreatePrecedence.GIVES_WAY);
    assertThat(CreatePrecedence.of(begun(1), List.of(begun(2), wentOn(3))))
        .isEqualTo(CreatePrecedence.GIVES_WAY);
  }

  @Test
  void of_three_only_the_one_with_the_smallest_id_waits() {
    assertThat(CreatePrecedence.of(begun(1), List.of(begun(3), begun(2))))
        .isEqualTo(CreatePrecedence.WAITS);
    assertThat(CreatePrecedence.of(begun(2), List.of(begun(3), begun(1))))
        .isEqualTo(CreatePrecedence.GIVES_WAY);
    assertThat(CreatePrecedence.of(begun(3), List.of(begun(2), begun(1))))
        .isEqualTo(CreatePrecedence.GIVES_WAY);
  }

  /** Every order of the steps of two, and of three: make, look, and then go or go on. */
  @Test
  void in_every_order_of_their_steps_one_goes_on_and_the_others_go() {
    for (int computers = 2; computers <= 3; computers++) {
      var seen = new HashSet<List<At>>();
      explore(IntStream.range(0, computers).mapToObj(_ -> At.NOTHING).toList(), seen);
      assertThat(seen)
          .hasSizeGreaterThan(10)
          .allSatisfy(all -> assertThat(all.stream().filter(At::isOn).count()).isLessThan(2));
      assertThat(seen.stream().filter(all -> next(all).isEmpty()))
          .isNotEmpty()
          .allSatisfy(all -> {
            assertThat(all).containsOnlyOnce(At.MARKED);
            assertThat(all).containsOnly(At.MARKED, At.GONE);
          });
    }
  }

  /** Where a create is. */
  private enum At {
    NOTHING,
    MADE,
    GIVING_WAY,
    GONE,
    /** It has looked and goes on, which can't be seen yet. */
    ON,
    MARKED;

    boolean isOn() {
      return this == ON || this == MARKED;
    }
  }

  private static void explore(List<At> all, Set<List<At>> seen) {
    if (seen.add(all)) {
      next(all).forEach(after -> explore(after, seen));
    }
  }

  /** What one step of any of them leads to; a look after which it waits changes nothing. */
  private static List<List<At>> next(List<At> all) {
    var next = new ArrayList<List<At>>();
    for (int one = 0; one < all.size(); one++) {
      var after = new ArrayList<>(all);
      after.set(one, step(one, all));
      if (!after.equals(all)) {
        next.add(List.copyOf(after));
      }
    }
    return next;
  }

  private static At step(int one, List<At> all) {
    return switch (all.get(one)) {
      case NOTHING -> At.MADE;
      case GIVING_WAY -> At.GONE;
      case ON -> At.MARKED;
      case GONE, MARKED -> all.get(one);
      case MADE ->
          switch (CreatePrecedence.of(begun(one), seenBy(one, all))) {
            case GOES_ON -> At.ON;
            case WAITS -> At.MADE;
            case GIVES_WAY -> At.GIVING_WAY;
          };
    };
  }

  private static List<Service> seenBy(int one, List<At> all) {
    return IntStream.range(0, all.size())
        .filter(other -> other != one)
        .mapToObj(other ->
            switch (all.get(other)) {
              case NOTHING, GONE -> Optional.<Service>empty();
              case MADE, GIVING_WAY, ON -> Optional.of(begun(other));
              case MARKED -> Optional.of(wentOn(other));
            })
        .flatMap(Optional::stream)
        .toList();
  }

  private static Service begun(int id) {
    return service(id, Ownership.describeNew(WEB, owner, mark(id), mark(id)));
  }

  private static Service wentOn(int id) {
    return service(id, Ownership.describe(WEB, owner, "ab12", mark(id)));
  }

  private static String mark(int id) {
    return "%016x".formatted(id);
  }

  private static Service service(int id, String description) {
    return new Service(
        "id" + id,
        "web",
        "devpod-web-abc",
        description,
        ServiceStatus.IDLE,
        "",
        Optional.empty(),
        List.of());
  }
}
