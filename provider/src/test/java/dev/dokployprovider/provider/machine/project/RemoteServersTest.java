package dev.dokployprovider.provider.machine.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemoteServersTest {
  private static final Server ONE = new Server("id-1", "west", "192.0.2.1");
  private static final Server TWO = new Server("id-2", "east", "192.0.2.2");
  private static final List<String> PROJECTS = List.of("P");

  /** Why Dokploy can't reach a server, by its id. */
  private final Map<String, String> lost = new HashMap<>();

  private final FakeDokploy dokploy =
      new FakeDokploy()
          .on(Call.SERVERS, () -> List.of(ONE, TWO))
          .on(Call.SERVERS_OF_SERVICES, List::of)
          .onCall(
              Call.TROUBLE_OF_SERVER,
              arguments -> Optional.ofNullable(lost.get((String) arguments.getFirst())));

  @Test
  void a_server_is_offered_by_its_name_and_two_of_one_name_by_their_ids() {
    assertThat(RemoteServers.names(List.of(ONE, TWO, new Server("id-3", "west", "192.0.2.3"))))
        .containsExactly("id-1", "east", "id-3");
  }

  @Test
  void auto_is_dokploys_own_where_there_are_no_remote_servers() {
    dokploy.on(Call.SERVERS, List::of);
    assertThat(auto()).isEmpty();
  }

  @Test
  void auto_is_the_server_with_the_fewest_machines() {
    dokploy.on(Call.SERVERS_OF_SERVICES, () -> on(ONE, ONE, TWO));
    assertThat(auto()).contains(TWO);
    dokploy.on(Call.SERVERS_OF_SERVICES, () -> on(ONE, TWO, TWO));
    assertThat(auto()).contains(ONE);
  }

  /** Creates that run at once shall not all choose the same. */
  @Test
  void of_several_with_as_few_auto_is_any() {
    var servers = new RemoteServers(dokploy, Optional.of("auto"), new Random(0));
    assertThat(IntStream.range(0, 50).mapToObj(i -> servers.choose(PROJECTS)))
        .contains(Optional.of(ONE), Optional.of(TWO));
  }

  @Test
  void auto_passes_over_a_server_that_does_not_answer_though_it_has_fewer() {
    dokploy.on(Call.SERVERS_OF_SERVICES, () -> on(TWO, TWO, TWO));
    lost.put("id-1", "refused");
    assertThat(auto()).contains(TWO);
  }

  @Test
  void where_no_server_answers_the_first_one_is_named() {
    dokploy.on(Call.SERVERS_OF_SERVICES, () -> on(TWO));
    lost.putAll(Map.of("id-1", "refused", "id-2", "timed out"));
    assertThatThrownBy(() -> auto())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem()).isEqualTo(new Problem.RemoteServerLost("west", "refused")));
  }

  @Test
  void a_server_is_named_by_its_name_or_its_id_and_must_answer() {
    assertThat(named("east").choose(PROJECTS)).contains(TWO);
    assertThat(named("id-2").choose(PROJECTS)).contains(TWO);
    lost.put("id-2", "refused");
    assertThatThrownBy(() -> named("east").choose(PROJECTS))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem()).isEqualTo(new Problem.RemoteServerLost("east", "refused")));
    assertThat(named("east").check()).as("without asking whether it answers").contains(TWO);
  }

  @Test
  void another_name_is_refused_with_those_that_there_are() {
    assertThat(refused("mars")).contains("This Dokploy has the remote servers: east, west.");
    dokploy.on(Call.SERVERS, () -> List.of(ONE, new Server("id-3", "west", "192.0.2.3")));
    assertThat(refused("west")).contains("More than one has that name.");
    dokploy.on(Call.SERVERS, List::of);
    assertThat(refused("mars"))
        .contains("This Dokploy has no remote servers.", "Leave it empty for Dokploy's own");
  }

  /** Since 0.29.7 a member may not list them, but may use one whose id it knows. */
  @Test
  void a_member_who_may_not_list_them_names_one_by_its_id() {
    dokploy.on(
        Call.SERVERS,
        () -> {
          throw new DokployException(new Failure.NotAllowed("server.all", "no"));
        });
    String id = "V1StGXR8_Z5jdHi6B-myT";
    assertThat(named(id).choose(PROJECTS)).contains(new Server(id, id, id));
    assertThatThrownBy(() -> named("east").choose(PROJECTS)).isInstanceOf(DokployException.class);
  }

  private String refused(String name) {
    try {
      return "taken: " + named(name).choose(PROJECTS);
    } catch (ProblemException e) {
      return e.problem().toString();
    }
  }

  private Optional<Server> auto() {
    return new RemoteServers(dokploy, Optional.of("auto"), new Random(0)).choose(PROJECTS);
  }

  private RemoteServers named(String name) {
    return new RemoteServers(dokploy, Optional.of(name), new Random(0));
  }

  private static List<Optional<String>> on(Server... servers) {
    return List.of(servers).stream().map(server -> Optional.of(server.id())).toList();
  }
}
