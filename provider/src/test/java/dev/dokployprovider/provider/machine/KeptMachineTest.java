package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.problem.Wording;
import dev.dokployprovider.provider.world.SshFault;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a new machine that was built and can't be reached. */
class KeptMachineTest {
  private static final Map<String, String> KEEP = Map.of("DOKPLOY_KEEP_UNREACHABLE", "true");

  @TempDir Path home;

  private World world;
  private World.Computer laptop;

  @BeforeEach
  void a_server() {
    world = new World(Version.NEWEST, home);
    laptop = world.computer("laptop");
  }

  static Stream<Named<Consumer<World>>> unreachable() {
    return Stream.of(
        Named.of(
            "its port is published nowhere", world -> world.server().docker().publishNothing()),
        Named.of("its sshd refuses connections", world -> world.ssh(SshFault.REFUSED)));
  }

  @ParameterizedTest
  @MethodSource("unreachable")
  void it_is_kept_where_the_option_says_so_and_the_next_create_goes_on_with_it(
      Consumer<World> fault) {
    fault.accept(world);
    var problem = problem(KEEP);

    assertThat(problem).isInstanceOf(Problem.Kept.class);
    assertThat(Wording.of(problem).fix()).last().asString().contains("run the same command again");
    String kept = onlyService().composeId();
    assertThat(laptop.unfinished()).isEmpty();

    // The folder is still there: the machine is found by its record, and not made once more.
    assertThat(problem(KEEP)).isNotInstanceOf(Problem.Kept.class);
    assertThat(onlyService().composeId()).isEqualTo(kept);
  }

  @ParameterizedTest
  @MethodSource("unreachable")
  void it_is_removed_by_default(Consumer<World> fault) {
    fault.accept(world);
    assertThat(problem(Map.of())).isInstanceOf(Problem.Undone.class);
    assertThat(world.server().services()).isEmpty();
  }

  @Test
  void what_was_not_built_is_removed_all_the_same() {
    world.server().buildsFail(true);
    assertThat(problem(KEEP)).isInstanceOf(Problem.Undone.class);
    assertThat(world.server().services()).isEmpty();
  }

  private Problem problem(Map<String, String> options) {
    return ThrownProblem.of(() -> laptop.with(options).run(Verb.CREATE, "web"));
  }

  private Service onlyService() {
    assertThat(world.server().services()).hasSize(1);
    return world.server().services().getFirst();
  }
}
