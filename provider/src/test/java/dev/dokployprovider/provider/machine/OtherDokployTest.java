package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.provider.machine.backup.Move;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.describe.Describe;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.LeftImages;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.testing.KnownWay;
import dev.dokployprovider.provider.machine.testing.MemoryDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

  private final MemoryDokploy dokploy = new MemoryDokploy();

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
    var context = context(HERE);
    remember(context, "c-of-a", MADE);
    var before = context.folder().record();

    assertThat(problem(() -> verb.accept(context)))
        .isEqualTo(new Problem.OtherDokploy("web", MADE, HERE));

    assertThat(context.folder().record()).isEqualTo(before).isPresent();
    assertThat(dokploy.calls()).doesNotContain("createService", "delete", "stop", "deploy");
  }

  @Test
  void a_forced_delete_forgets_it_and_leaves_what_is_here() {
    var context = context(HERE);
    makeHere(context);
    remember(context, "c-of-a", MADE);

    Delete.atAny(context).run();

    assertThat(context.folder().record()).isEmpty();
    assertThat(dokploy.allServices()).hasSize(1);
    assertThat(dokploy.calls()).doesNotContain("delete");
    assertThat(new LeftImages(home.resolve("data")).of(URI.create(HERE))).isEmpty();
    assertThat(dokploy.told())
        .contains(
            "What https://a.example.com has of the machine stays there; only this computer forgets"
                + " it.");
  }

  @Test
  void a_forced_delete_of_a_machine_that_is_here_deletes_it() {
    var context = context(HERE);
    remember(context, makeHere(context), HERE);

    Delete.atAny(context).run();

    assertThat(dokploy.allServices()).isEmpty();
  }

  @Test
  void a_dokploy_that_has_got_another_address_still_has_its_machines() {
    var context = context(HERE);
    remember(context, makeHere(context), MADE);

    new Stop(context).run();
    new Delete(context).run();

    assertThat(dokploy.calls()).contains("stop", "delete");
    assertThat(dokploy.allServices()).isEmpty();
  }

  @Test
  void a_new_address_is_written_into_the_record_once_the_machine_was_found_there() {
    var context = context(HERE);
    remember(context, makeHere(context), MADE);

    new Status(context).run();
    assertThat(context.folder().record().orElseThrow().dokploy()).contains(MADE);

    new Stop(context).run();
    assertThat(context.folder().record().orElseThrow().dokploy()).contains(HERE);
    assertThat(new Services(context).elsewhere()).isEmpty();
  }

  @Test
  void the_same_address_written_in_another_way_is_not_asked_for_the_service() {
    var context = context("HTTPS://B.example.com:443/dashboard");
    remember(context, "gone", HERE);

    assertThat(problem(() -> new Stop(context).run()))
        .isEqualTo(new Problem.MachineNotFound("web"));
  }

  @Test
  void a_record_of_a_version_that_kept_no_address_is_of_this_dokploy() {
    var context = context(HERE);
    context.folder().prepare();
    context.folder().save(record("gone"));

    new Delete(context).run();

    assertThat(context.folder().record()).isEmpty();
  }

  private static void create(MachineContext context) {
    new Create(context, id -> Optional.empty(), new KnownWay()).run();
  }

  private MachineContext context(String address) {
    return dokploy.context(
        home.resolve("m"),
        home.resolve("data"),
        new StoppedTime(),
        Map.of("DOKPLOY_SERVER_URL", address));
  }

  private String makeHere(MachineContext context) {
    String mine = Ownership.describe(context.id(), context.owner(), "a1", context.folder().mark());
    var service = new NewService("web", "devpod-web", mine, Optional.empty());
    dokploy.services().create(dokploy.environment(), service);
    dokploy.deployments().deploy(dokploy.onlyService().composeId(), "");
    return dokploy.onlyService().composeId();
  }

  /** What a create at that address has left in the folder. */
  private static void remember(MachineContext context, String composeId, String address) {
    context.folder().prepare();
    context.folder().save(record(composeId).at(URI.create(address)));
  }

  private static MachineRecord record(String composeId) {
    return new MachineRecord(
        composeId, "devpod-web-a1b2c3", Optional.empty(), "a1", new DeployedRoute.Port());
  }

  private static Problem problem(Runnable work) {
    var thrown = new Problem[1];
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(ProblemException.class, e -> thrown[0] = e.problem());
    return thrown[0];
  }
}
