package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.MemoryLogs;
import dev.dokployprovider.provider.world.MemoryServer;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All calls of a create whose build asks a registry for the base image, which is one call more than
 * a later one has; docs/performance.md names these numbers.
 */
class CallsOfCreateTest {
  @TempDir Path home;

  private World world;
  private World.Computer laptop;

  @BeforeEach
  void a_user_who_has_a_machine() {
    world = new World(Version.NEWEST, home);
    world.server().with(new Server("S1", World.FAR, "203.0.113.9"));
    laptop = world.computer("laptop");
    laptop.run(Verb.CREATE, "first");
  }

  @ParameterizedTest(name = "log {0}, a build of {1} s: {2} calls")
  @CsvSource({
    "STREAMED, 1, 14",
    "STREAMED, 60, 19",
    "STREAMED, 180, 21",
    "READ, 60, 27",
    "READ, 180, 30",
  })
  void on_Dokploys_own_server(MemoryLogs.Way log, int seconds, int calls) {
    world.server().logsCome(log).buildsTake(Duration.ofSeconds(seconds));
    var wire = new Counting();
    laptop.run(Verb.CREATE, "web", Life.whole(), wire);
    assertThat(wire.calls).as("%s", wire.calls).hasSizeLessThanOrEqualTo(calls);
  }

  @ParameterizedTest(name = "log {0}, a build of {1} s: {2} calls")
  @CsvSource({
    "STREAMED, 60, 22",
    "STREAMED, 180, 25",
    "FALLS_SILENT, 180, 29",
    "READ, 60, 31",
    "READ, 180, 35",
  })
  void on_a_remote_server(MemoryLogs.Way log, int seconds, int calls) {
    world.server().logsCome(log).buildsTake(Duration.ofSeconds(seconds));
    var wire = new Counting();
    laptop.with(Map.of("DOKPLOY_SERVER", World.FAR)).run(Verb.CREATE, "web", Life.whole(), wire);
    assertThat(wire.calls).as("%s", wire.calls).hasSizeLessThanOrEqualTo(calls);
  }

  @Test
  void the_users_first_with_a_build_of_three_minutes() {
    var empty = new World(Version.NEWEST, home.resolve("of another"));
    empty.server().logsCome(MemoryLogs.Way.STREAMED).buildsTake(Duration.ofMinutes(3));
    var wire = new Counting();
    empty.computer("laptop").run(Verb.CREATE, "web", Life.whole(), wire);
    assertThat(wire.calls).as("%s", wire.calls).hasSizeLessThanOrEqualTo(24);
  }

  @Test
  void once_the_log_says_that_the_container_was_started_it_is_asked_for_without_a_list() {
    world.server().logsCome(MemoryLogs.Way.STREAMED).buildsTake(Duration.ofMinutes(1));
    var wire = new Counting();
    laptop.run(Verb.CREATE, "web", Life.whole(), wire);
    assertThat(wire.calls.subList(wire.calls.indexOf(Call.DEPLOY), wire.calls.size()))
        .contains(Call.CONTAINER)
        .doesNotContain(Call.CONTAINERS);
  }

  /** Counts what goes over HTTP; a search for a project asks for each that it finds as well. */
  private static final class Counting implements Wire {
    private final List<Call<?>> calls = new ArrayList<>();
    private boolean knowsVersion;

    @Override
    public <T> T carry(RequestedOptions<T> asked, MemoryServer server) {
      calls.add(asked.call());
      T answer = asked.effect().get();
      if (answer instanceof List<?> list) {
        list.stream().filter(Project.class::isInstance).forEach(_ -> calls.add(Call.FIND_PROJECT));
      }
      return answer;
    }

    @Override
    public Version version(Supplier<Version> answer) {
      if (!knowsVersion) {
        calls.add(Call.VERSION);
      }
      knowsVersion = true;
      return answer.get();
    }
  }
}
