package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.MemoryServer;
import dev.dokployprovider.provider.world.SshFault;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A create whose service is deleted on Dokploy's page meanwhile. */
class DeletedInACreateTest {
  private static final String WEB = "web";

  /** More than a create has, but for one that waits for SSH. */
  private static final int CALLS = 20;

  /** Of a wait for a machine that can't come any more. */
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path home;

  @ParameterizedTest(name = "ssh: {0}")
  @EnumSource(names = {"NONE", "REFUSED"})
  void after_whichever_call_it_ends_soon_and_says_so_and_leaves_nothing(SshFault ssh) {
    var wrong = new ArrayList<String>();
    int deletions = 0;
    for (int call = 0; call < CALLS; call++) {
      var world = new World(Version.NEWEST, home.resolve("" + call));
      world.ssh(ssh);
      var wire = new Deleting(call, world);
      var problem =
          problem(() -> world.computer("laptop").run(Verb.CREATE, WEB, Life.whole(), wire));
      if (wire.deletedAt.isPresent() && problem.isPresent()) {
        deletions++;
        if (!isToldAs(problem.get())) {
          wrong.add(call + ": it says " + problem.get());
        }
        var waited = Duration.ofNanos(world.time().nanos() - wire.deletedAt.get());
        if (waited.compareTo(SOON) > 0) {
          wrong.add(call + ": it went on for " + waited + ": " + problem.get());
        }
        for (var what : Outcome.onServer(world)) {
          wrong.add(call + ": " + what);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(deletions).isGreaterThan(2);
  }

  /** Before it was deployed, a call says that there is none. */
  private static boolean isToldAs(Problem problem) {
    return problem instanceof Problem.Undone(var why)
        && (why instanceof Problem.DeletedMeanwhile || why instanceof Problem.Missing);
  }

  private static Optional<Problem> problem(Runnable run) {
    try {
      run.run();
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e.problem());
    }
  }

  /** Deletes the service once that many calls were answered. */
  private static final class Deleting implements Wire {
    private final World world;
    private int left;
    private Optional<Long> deletedAt = Optional.empty();

    private Deleting(int left, World world) {
      this.left = left;
      this.world = world;
    }

    @Override
    public <T> T carry(RequestedOptions<T> asked, MemoryServer server) {
      T answer = asked.effect().get();
      if (left-- == 0) {
        for (var service : List.copyOf(server.services())) {
          server.delete(service.composeId());
          deletedAt = Optional.of(world.time().nanos());
        }
      }
      return answer;
    }
  }
}
