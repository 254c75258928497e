package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.backup.Move;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.describe.Describe;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.LeftImages;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.KnownWay;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.ScriptedWire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The address was changed to another Dokploy, and the machine is still on the first one. */
class OtherDokployTest {
  private static final String MADE = "https://a.example.com";
  private static final String HERE = "https://b.example.com";

  @TempDir Path home;

  private final ScriptedWire wire = new ScriptedWire();
  private World world;
  private World.Computer laptop;

  @BeforeEach
  void a_server() {
    world = new World(Version.NEWEST, home);
    laptop = world.computer("laptop").with(Map.of("DOKPLOY_SERVER_URL", HERE));
  }

  static Stream<Named<Consumer<MachineContext>>> verbs() {
    return Stream.of(
        Named.of("create", context -> create(context)),
        Named.of("start", context -> new Start(context).run()),
        Named.of("stop", context -> new Stop(context).run()),
        Named.of("delete", context -> new Delete(context).run()),
        Named.of("status", context -> new Status(context).run()),
        Named.of("describe", context -> new Describe(context).run()),
        Named.of(
            "move", context -> new Move(context, id -> Optional.empty(), new KnownWay()).run()));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void no_verb_takes_a_machine_of_another_dokploy_for_a_deleted_one(Consumer<MachineContext> verb) {
    var context = context(laptop);
    remember(context, record("c-of-a"), MADE);
    var before = context.folder().record();

    assertThat(ThrownProblem.of(() -> verb.accept(context)))
        .isEqualTo(new Problem.OtherDokploy("web", MADE, HERE));

    assertThat(context.folder().record()).isEqualTo(before).isPresent();
    assertThat(wire.calls())
        .doesNotContain(Call.CREATE_SERVICE, Call.DELETE_SERVICE, Call.STOP_SERVICE, Call.DEPLOY);
  }

  @Test
  void a_forced_delete_forgets_it_and_leaves_what_is_here() {
    var context = context(laptop);
    makeHere(context);
    remember(context, record("c-of-a"), MADE);

    Delete.atAny(context).run();

    assertThat(context.folder().record()).isEmpty();
    assertThat(world.server().services()).hasSize(1);
    assertThat(wire.calls()).doesNotContain(Call.DELETE_SERVICE);
    assertThat(new LeftImages(laptop.data()).of(URI.create(HERE))).isEmpty();
    assertThat(world.told())
        .contains(
            "What https://a.example.com has of the machine stays there; only this computer forgets"
                + " it.");
  }

  @Test
  void a_forced_delete_of_a_machine_that_is_here_deletes_it() {
    var context = context(laptop);
    remember(context, makeHere(context), HERE);

    Delete.atAny(context).run();

    assertThat(world.server().services()).isEmpty();
  }

  @Test
  void a_dokploy_that_has_got_another_address_still_has_its_machines() {
    var context = context(laptop);
    remember(context, makeHere(context), MADE);

    new Stop(context).run();
    new Delete(context).run();

    assertThat(wire.calls()).contains(Call.STOP_SERVICE, Call.DELETE_SERVICE);
    assertThat(world.server().services()).isEmpty();
  }

  @Test
  void a_new_address_is_written_into_the_record_once_the_machine_was_found_there() {
    var context = context(laptop);
    remember(context, makeHere(context), MADE);

    new Status(context).run();
    assertThat(context.folder().record().orElseThrow().dokploy()).contains(MADE);

    new Stop(context).run();
    assertThat(context.folder().record().orElseThrow().dokploy()).contains(HERE);
    assertThat(new Services(context).elsewhere()).isEmpty();
  }

  @Test
  void the_same_address_written_in_another_way_is_not_asked_for_the_service() {
    var context =
        context(laptop.with(Map.of("DOKPLOY_SERVER_URL", "HTTPS://B.example.com:443/dashboard")));
    remember(context, record("gone"), HERE);

    assertThat(ThrownProblem.of(() -> new Stop(context).run()))
        .isEqualTo(new Problem.MachineNotFound("web"));
  }

  @Test
  void a_record_of_a_version_that_kept_no_address_is_of_this_dokploy() {
    var context = context(laptop);
    context.folder().prepare();
    context.folder().save(record("gone"));

    new Delete(context).run();

    assertThat(context.folder().record()).isEmpty();
  }

  private static void create(MachineContext context) {
    new Create(context, id -> Optional.empty(), new KnownWay()).run();
  }

  private MachineContext context(World.Computer computer) {
    return computer.context("web", Life.whole(), wire);
  }

  private MachineRecord makeHere(MachineContext context) {
    laptop.run(Verb.CREATE, "web");
    return context.folder().record().orElseThrow();
  }

  /** What a create at that address has left in the folder. */
  private static void remember(MachineContext context, MachineRecord made, String address) {
    context.folder().prepare();
    context.folder().save(made.at(URI.create(address)));
  }

  private static MachineRecord record(String composeId) {
    return new MachineRecord(
        composeId, "devpod-web-a1b2c3", Optional.empty(), "a1", new DeployedRoute.Port());
  }
}
