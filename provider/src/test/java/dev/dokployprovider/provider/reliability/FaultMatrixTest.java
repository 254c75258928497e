package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.world.FileFault;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.SshFault;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every verb with every fault ends in time, with a problem that has a name, and leaves nothing; and
 * docs/reliability.md shows what came of each.
 */
class FaultMatrixTest {
  private static final Path PAGE = Path.of("..", "docs", "reliability.md");

  /** With that property the page is written: {@code make reliability}. */
  private static final String WRITE = "reliability.write";

  private static final int AT_ONCE = 4;
  private static final List<Verb> FILES = List.of(Verb.BACKUP, Verb.RESTORE, Verb.MOVE);

  /** All steps by {@code make soak}. */
  private static final int STRIDE = Integer.getInteger("soak.stride", 24);

  @TempDir Path home;

  @Test
  void each_cell_ends_well_and_the_page_shows_it() throws Exception {
    var wrong = new ArrayList<String>();
    var network = new LinkedHashMap<String, Map<Verb, Cell>>();
    // Most of it is waiting: for silence, and before a read is repeated.
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var rows = new LinkedHashMap<String, Future<Row>>();
      for (var fault : HttpFault.values()) {
        rows.put(fault.words(), threads.submit(row(fault)));
      }
      for (var row : rows.entrySet()) {
        network.put(row.getKey(), result(row.getValue()).cells());
        wrong.addAll(result(row.getValue()).wrong());
      }
    }
    var others = new LinkedHashMap<String, Map<Verb, Cell>>();
    for (var fault : WorldFault.values()) {
      var row = row(fault);
      others.put(fault.words(), row.cells());
      wrong.addAll(row.wrong());
    }
    assertThat(wrong).isEmpty();
    new ElsewhereTested().check();

    String page = new ReliabilityPage(network, others).text();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("Write it again: make reliability").hasContent(page);
  }

  private record Row(Map<Verb, Cell> cells, List<String> wrong) {}

  private static Row result(Future<Row> row) throws Exception {
    try {
      return row.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private Callable<Row> row(HttpFault fault) {
    return () -> {
      try (var real = new RealAnswers(fault, home)) {
        return row(real, fault);
      }
    };
  }

  private Row row(RealAnswers real, HttpFault fault) {
    var cells = new LinkedHashMap<Verb, Cell>();
    var wrong = new ArrayList<String>();
    for (var verb : Verb.values()) {
      var one = new FaultCase(verb, home.resolve(fault + "-" + verb));
      var cell = one.cell(world -> real.wire(0));
      cells.put(verb, cell);
      one.complaints(cell, world -> {})
          .forEach(what -> wrong.add(fault.words() + ", " + verb + ": " + what));
      if (cell.problem().isEmpty()) {
        wrong.add(fault.words() + ", " + verb + " ended well without Dokploy");
      }
    }
    return new Row(cells, wrong);
  }

  private Row row(WorldFault fault) {
    var cells = new LinkedHashMap<Verb, Cell>();
    var wrong = new ArrayList<String>();
    for (var verb : Verb.values()) {
      var one = new FaultCase(verb, home.resolve(fault + "-" + verb));
      fault.begin(one.world(), verb);
      var cell =
          one.cell(world ->
              fault == WorldFault.LATENCY
                  ? new SlowWire(world.time(), Duration.ofSeconds(5))
                  : Wire.good());
      cells.put(verb, cell);
      one.complaints(cell, WorldFault::end)
          .forEach(what -> wrong.add(fault.words() + ", " + verb + ": " + what));
    }
    return new Row(cells, wrong);
  }

  /** Whatever call the fault begins with, also in the middle of a verb. */
  @Test
  void a_fault_that_begins_in_the_middle_of_a_verb_leaves_nothing_either()
      throws IOException, GeneralSecurityException {
    var wrong = new ArrayList<String>();
    for (var fault :
        List.of(
            HttpFault.RESET,
            HttpFault.KEY,
            HttpFault.PROXY_404,
            HttpFault.ERROR,
            HttpFault.OTHER_API)) {
      try (var real = new RealAnswers(fault, home)) {
        for (var verb : List.of(Verb.CREATE, Verb.START, Verb.STOP, Verb.DELETE)) {
          wrong.addAll(fromEachCall(real, fault, verb));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** They wait for more, and each call that fails is as good as another one here. */
  @ParameterizedTest
  @EnumSource(
      value = HttpFault.class,
      names = {"KEY", "ERROR"})
  void a_fault_that_begins_in_the_middle_of_a_backup_restore_or_move_loses_nothing(HttpFault fault)
      throws IOException, GeneralSecurityException {
    var wrong = new ArrayList<String>();
    try (var real = new RealAnswers(fault, home)) {
      for (var verb : FILES) {
        wrong.addAll(fromEachCall(real, fault, verb));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Before whatever step it happens: a call, a change of a file, or anything done by ssh. */
  @ParameterizedTest
  @EnumSource(Happening.class)
  void what_begins_in_the_middle_of_a_verb_loses_nothing_either(Happening happening) {
    var wrong = new ArrayList<String>();
    for (var verb : happening.verbs) {
      int stride = happening.stride(verb);
      int failed = 0;
      for (int steps = 0; ; steps += stride) {
        var one = new FaultCase(verb, home.resolve(happening + "-" + verb + "-" + steps));
        var life = Life.with(steps, () -> happening.begin(one.world()));
        var cell = one.cell(life);
        if (life.steps().size() <= steps) {
          break;
        }
        failed += cell.problem().isPresent() ? 1 : 0;
        String where = happening + " before step " + steps + " of " + verb + ": ";
        Outcome.butNotedImage(one.complaints(cell, WorldFault::end))
            .forEach(what -> wrong.add(where + cell.words() + ": " + what));
      }
      assertThat(failed).as("%s fails %s", happening, verb).isPositive();
    }
    assertThat(wrong).isEmpty();
  }

  /** What begins in the middle of a verb, and then lasts until its end. */
  @SuppressWarnings("ImmutableEnumChecker") // The lists are.
  enum Happening {
    CONNECTION_LOST(FILES) {
      @Override
      void begin(World world) {
        world.loseConnections();
      }
    },
    /** Each of these waits for minutes of the virtual clock. */
    SSHD_GONE(FILES) {
      @Override
      void begin(World world) {
        world.ssh(SshFault.REFUSED);
        world.loseConnections();
      }
    },
    DISK_FULL(
        List.of(
            Verb.CREATE,
            Verb.START,
            Verb.STOP,
            Verb.DELETE,
            Verb.BACKUP,
            Verb.RESTORE,
            Verb.MOVE)) {
      @Override
      void begin(World world) {
        world.files(FileFault.FULL);
      }
    };

    private final List<Verb> verbs;

    Happening(List<Verb> verbs) {
      this.verbs = verbs;
    }

    abstract void begin(World world);

    /** A move has five times as many steps as another one. */
    private int stride(Verb verb) {
      int stride = this == SSHD_GONE ? 4 * STRIDE : STRIDE;
      return switch (verb) {
        case MOVE -> stride;
        case BACKUP, RESTORE -> Math.max(1, stride / 4);
        case INIT, CREATE, START, STOP, STATUS, COMMAND, DELETE, DESCRIBE -> 1;
      };
    }
  }

  private List<String> fromEachCall(RealAnswers real, HttpFault fault, Verb verb) {
    var wrong = new ArrayList<String>();
    for (int call = 1; ; call++) {
      int from = call;
      var one = new FaultCase(verb, home.resolve("from-" + fault + "-" + verb + "-" + call));
      var cell = one.cell(world -> real.wire(from));
      var complaints = one.complaints(cell, world -> {});
      // A move may have done all but remove the image of what it has left.
      (cell.problem().isEmpty() || verb == Verb.MOVE
              ? Outcome.butNotedImage(complaints)
              : complaints)
          .forEach(what -> wrong.add(fault + " from call " + from + " of " + verb + ": " + what));
      if (cell.problem().isEmpty()) {
        assertThat(call).isGreaterThan(1);
        return wrong;
      }
    }
  }
}
