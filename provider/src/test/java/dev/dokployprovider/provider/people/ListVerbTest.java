package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.PassingTime;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.DokployPage;
import dev.dokployprovider.provider.world.MemoryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListVerbTest {
  private static final String MARK = "0123456789abcdef";

  @TempDir Path home;
  private final MemoryServer server = new MemoryServer(Version.NEWEST, new StoppedTime());
  private final DokployPage page = new DokployPage(server);

  @Test
  void each_machine_is_a_line_with_its_state_and_whose_it_is() {
    service("web", describe("web", OwnerId.of(home.resolve("data"))));
    service("theirs", describe("theirs", OwnerId.of(home.resolve("elsewhere"))));
    service("old", "DevPod workspace created on 2024-01-01");
    service("shop", "A shop");
    var desk = desk();
    assertThat(desk.run(List.of("list"))).isZero();
    assertThat(desk.out())
        .isEqualTo(
            """
            NAME    STATE    SERVER     OWNER    AGE  WORKSPACE
            old     Stopped  (Dokploy)  unknown  -    -
            theirs  Stopped  (Dokploy)  other    -    -
            web     Stopped  (Dokploy)  you      -    (orphan)
            """);
    assertThat(desk.err()).startsWith("orphan: yours, and this computer has no folder of it.");
  }

  @Test
  void a_release_that_is_too_old_is_reported_before_any_other_call() {
    var old = new FakeDokploy().on(Call.VERSION, () -> new Version(0, 22, 6));
    assertThatThrownBy(() -> desk().dokploy(old).run(List.of("list")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.ServerTooOld("0.22.6", "0.22.7")));
    assertThat(old.asked()).containsExactly(Call.VERSION);
  }

  @Test
  void without_machines_nothing_is_on_standard_output() {
    page.delete(service("web", "A shop"));
    var desk = desk();
    assertThat(desk.run(List.of("list"))).isZero();
    assertThat(desk.out()).isEmpty();
    assertThat(desk.err())
        .isEqualTo("There are no machines in the project \"devpod-workspaces\".\n");
    assertThat(desk().run(List.of("list", "--json"))).isZero();
  }

  /** Also for who has a home that can't be written. */
  @Test
  void it_writes_nothing() {
    service("theirs", describe("theirs", new OwnerId("fedcba9876543210")));
    var desk = desk();
    assertThat(desk.run(List.of("list"))).isZero();
    assertThat(desk.out()).contains("theirs  Stopped  (Dokploy)  other");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void json_is_a_list_for_a_program() {
    service("web", describe("web", OwnerId.of(home.resolve("data"))));
    var desk = desk();
    desk.run(List.of("list", "--json"));
    var row = Json.parse(desk.out()).items().getFirst();
    assertThat(row.get("name").text()).contains("web");
    assertThat(row.get("state").text()).contains("Stopped");
    assertThat(row.get("owner").text()).contains("you");
    assertThat(row.get("note").text().orElseThrow()).startsWith("No deployment of it");
  }

  @Test
  void a_long_list_has_the_size_of_each_machines_volumes_where_docker_tells_it() {
    String app = service("web", describe("web", OwnerId.of(home.resolve("data")))).appName();
    service("api", describe("api", OwnerId.of(home.resolve("data"))));
    server.docker().addVolume(app + "_root", 1_400_000_000L);
    server.docker().addVolume(app + "_docker", 100_000_000L);
    server.docker().addVolume("x", 7L);
    var desk = desk().width(200);
    assertThat(desk.run(List.of("list", "--long"))).isZero();
    assertThat(desk.out())
        .isEqualTo(
            """
            NAME  STATE    SERVER     OWNER  AGE  IDLE  SIZE    WORKSPACE
            api   Stopped  (Dokploy)  you    -    -     <1 MB   (orphan)
            web   Stopped  (Dokploy)  you    -    -     1.5 GB  (orphan)
            """);
    var program = desk();
    program.run(List.of("list", "--long", "--json"));
    assertThat(Json.parse(program.out()).items().get(1).get("bytes").toString())
        .isEqualTo("1500000000");
  }

  @Test
  void without_a_word_of_docker_a_long_list_says_why_it_has_no_sizes() {
    service("web", describe("web", OwnerId.of(home.resolve("data"))));
    var desk = desk();
    desk.run(List.of("list", "--long"));
    assertThat(desk.err()).contains("Sizes are not available: Dokploy 0.30");
  }

  @Test
  void a_list_that_is_watched_is_printed_again_when_it_has_changed() {
    service("web", describe("web", OwnerId.of(home.resolve("data"))));
    var steps = new ArrayDeque<Runnable>();
    steps.add(() -> {});
    steps.add(() -> service("api", describe("api", OwnerId.of(home.resolve("data")))));
    steps.add(Thread.currentThread()::interrupt);
    var desk = desk().time(new PassingTime(new StoppedTime(), duration -> steps.remove().run()));

    assertThat(desk.run(List.of("list", "--watch"))).isZero();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(desk.out())
        .isEqualTo(
            """
            NAME  STATE    SERVER     OWNER  AGE  WORKSPACE
            web   Stopped  (Dokploy)  you    -    (orphan)
            NAME  STATE    SERVER     OWNER  AGE  WORKSPACE
            api   Stopped  (Dokploy)  you    -    (orphan)
            web   Stopped  (Dokploy)  you    -    (orphan)
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-28T11:59:30Z, 0m",
    "2026-11-28T11:01:00Z, 59m",
    "2026-11-28T00:00:00Z, 12h",
    "2026-11-20T00:00:00Z, 8d",
    "2026-11-28T13:00:00Z, 0m"
  })
  void an_age_is_told_in_its_largest_unit(Instant made, String age) {
    assertThat(ListedMachine.age(Duration.between(made, Instant.parse("2026-11-28T12:00:00Z"))))
        .isEqualTo(age);
  }

  private Desk desk() {
    return new Desk(home).server("https://d.example.com", "key").dokploy(server.client());
  }

  private static String describe(String name, OwnerId owner) {
    return Ownership.describe(new MachineId(name), owner, "abc", MARK);
  }

  private Service service(String name, String description) {
    return page.create(name, description);
  }
}
