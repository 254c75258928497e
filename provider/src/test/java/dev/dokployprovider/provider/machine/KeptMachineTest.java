package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.machine.testing.KnownWay;
import dev.dokployprovider.provider.machine.testing.MemoryDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a new machine that was built and can't be reached: its port is published nowhere.
 */
class KeptMachineTest {
  private static final Map<String, String> KEEP = Map.of("DOKPLOY_KEEP_UNREACHABLE", "true");

  @TempDir Path home;

  private final MemoryDokploy dokploy = new MemoryDokploy();

  @Test
  void it_is_kept_where_the_option_says_so_and_the_next_create_goes_on_with_it() {
    var problem = problem(KEEP);

    assertThat(problem).isInstanceOf(Problem.Kept.class);
    assertThat(Wording.of(problem).fix()).last().asString().contains("run the same command again");
    String kept = dokploy.onlyService().composeId();
    assertThat(new UnfinishedCreates(home.resolve("data")).list()).isEmpty();

    // The folder is still there: the machine is found by its record, and not made once more.
    assertThat(problem(KEEP)).isNotInstanceOf(Problem.Kept.class);
    assertThat(dokploy.onlyService().composeId()).isEqualTo(kept);
  }

  @Test
  void it_is_removed_by_default() {
    assertThat(problem(Map.of())).isInstanceOf(Problem.Undone.class);
    assertThat(dokploy.allServices()).isEmpty();
  }

  @Test
  void what_was_not_built_is_removed_all_the_same() {
    dokploy.deploymentsEnd(Deployment.Status.ERROR);
    assertThat(problem(KEEP)).isInstanceOf(Problem.Undone.class);
    assertThat(dokploy.allServices()).isEmpty();
  }

  private Problem problem(Map<String, String> options) {
    MachineContext context =
        dokploy.context(home.resolve("m"), home.resolve("data"), new StoppedTime(), options);
    var caught = new Problem[1];
    assertThatThrownBy(() -> new Create(context, id -> Optional.empty(), new KnownWay()).run())
        .isInstanceOfSatisfying(ProblemException.class, e -> caught[0] = e.problem());
    return caught[0];
  }
}
