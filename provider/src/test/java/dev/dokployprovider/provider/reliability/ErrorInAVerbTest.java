package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.MemoryServer;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Error, such as a full memory, is undone and reported as any other failure is. */
class ErrorInAVerbTest {
  private static final String WEB = "web";
  private static final Problem FULL =
      new Problem.Unexpected("java.lang.OutOfMemoryError: Java heap space");

  /** All calls of a move by {@code make soak}. */
  private static final int STRIDE = Integer.getInteger("soak.stride", 4);

  @TempDir Path home;

  /** What a verb ended with. */
  private enum End {
    DONE,
    /** The user is told that nothing is left of it. */
    UNDONE,
    /** Before anything was made, or where the guard or the next run does the rest. */
    THROWN,
    OTHER
  }

  @Test
  void at_whichever_call_of_a_create_it_comes_nothing_is_left_and_the_next_create_does_it() {
    var wrong = new ArrayList<String>();
    var ends = new ArrayList<End>();
    for (int calls = 0; !ends.contains(End.DONE); calls++) {
      var world = new World(Version.NEWEST, home.resolve("" + calls));
      var laptop = world.computer("laptop");
      var wire = new Full(calls);
      var end =
          end(
              () -> laptop.run(Verb.CREATE, WEB, Life.whole(), wire),
              problem -> problem.equals(new Problem.Undone(FULL)));
      ends.add(end);
      if (end != End.DONE) {
        laptop.takeBack();
        for (var what : Outcome.onServer(world)) {
          wrong.add(calls + ": " + what);
        }
        laptop.run(Verb.CREATE, WEB);
      }
      for (var what : Outcome.up(world, laptop, WEB)) {
        wrong.add(calls + ", after another create: " + what);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(ends).doesNotContain(End.OTHER);
    assertThat(ends.stream().filter(End.THROWN::equals)).hasSizeGreaterThan(5);
    assertThat(ends.stream().filter(End.UNDONE::equals)).hasSizeGreaterThan(5);
  }

  @Test
  void at_whichever_call_of_a_move_it_comes_nothing_is_lost_and_the_next_move_does_it() {
    var wrong = new ArrayList<String>();
    var ends = new ArrayList<End>();
    for (int calls = 0; !ends.contains(End.DONE); calls += STRIDE) {
      var world = new World(Version.NEWEST, home.resolve("" + calls));
      world.server().with(new Server("s-far", "far", "192.0.2.7"));
      var laptop = world.computer("laptop");
      laptop.run(Verb.CREATE, WEB);
      world.volumes().put(app(laptop), "/root", "a shell's history");
      var saved = world.volumes().of(app(laptop));
      var wire = new Full(calls);
      var end =
          end(
              () -> laptop.run(Verb.MOVE, WEB, Life.whole(), wire),
              problem ->
                  problem instanceof Problem.NotMoved(var cause, _, _, var left)
                      && (cause.equals(FULL) || cause.equals(new Problem.Undone(FULL)))
                      && left.isEmpty());
      ends.add(end);
      if (!world.volumes().paused().isEmpty()) {
        wrong.add(calls + ": something is paused");
      }
      if (end != End.DONE) {
        laptop.takeBack();
        laptop.run(Verb.MOVE, WEB);
      }
      if (!world.volumes().of(app(laptop)).equals(saved)) {
        wrong.add(calls + ": the machine has lost " + world.volumes().of(app(laptop)));
      }
      for (var what : Outcome.up(world, laptop, WEB)) {
        wrong.add(calls + ", after another move: " + what);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(ends).doesNotContain(End.OTHER);
    assertThat(ends.stream().filter(End.UNDONE::equals)).hasSizeGreaterThan(5);
  }

  private static String app(World.Computer laptop) {
    return new MachineFolder(laptop.folderOf(WEB)).record().orElseThrow().appName();
  }

  private static End end(Runnable verb, Predicate<Problem> undone) {
    try {
      verb.run();
      return End.DONE;
    } catch (ProblemException e) {
      return undone.test(e.problem()) ? End.UNDONE : End.OTHER;
    } catch (OutOfMemoryError e) {
      return End.THROWN;
    }
  }

  /** Has no memory for the answer of one call. */
  private static final class Full implements Wire {
    private int left;

    private Full(int left) {
      this.left = left;
    }

    @Override
    public <T> T carry(RequestedOptions<T> asked, MemoryServer server) {
      T answer = asked.effect().get();
      if (left-- == 0) {
        throw new OutOfMemoryError("Java heap space");
      }
      return answer;
    }
  }
}
