package dev.dokployprovider.provider.people.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.people.settings.ClientHome;
import dev.dokployprovider.provider.people.settings.Installed;
import dev.dokployprovider.provider.people.settings.KnownMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which names ssh knows machines by. */
class HostNamesTest {
  @Test
  void a_machine_is_known_by_its_workspace_and_by_its_own_name() {
    assertThat(names(Set.of(), machine("devpod", "default", "web-1a2b3", "web")))
        .containsExactly(List.of("web", "web-1a2b3", "dokploy-web-1a2b3"));
  }

  @Test
  void a_name_that_two_machines_have_is_given_to_neither() {
    assertThat(
            names(
                Set.of(),
                machine("devpod", "default", "web", ""),
                machine("devsy", "default", "web", ""),
                own("web")))
        .containsExactly(
            List.of("dokploy-web.default.devpod"),
            List.of("dokploy-web.default.devsy"),
            List.of("dokploy-web.own"));
  }

  @Test
  void only_the_name_that_is_ambiguous_is_left_out_and_told() {
    var named =
        HostNames.of(
            List.of(
                machine("devpod", "default", "web-1", "web"),
                machine("devpod", "work", "web-2", "web")),
            Set.of());
    assertThat(named.getFirst().names()).containsExactly("web-1", "dokploy-web-1");
    assertThat(named.getFirst().ambiguous()).containsExactly("web");
    assertThat(named.getLast().names()).containsExactly("web-2", "dokploy-web-2");
  }

  @Test
  void a_workspace_that_is_called_as_another_machine_is_ambiguous_too() {
    assertThat(names(Set.of(), own("web"), machine("devpod", "default", "web-1", "web")))
        .containsExactly(List.of("dokploy-web"), List.of("web-1", "dokploy-web-1"));
  }

  @Test
  void no_name_is_taken_away_from_another_host_of_the_users() {
    assertThat(names(Set.of("web"), own("web"))).containsExactly(List.of("dokploy-web"));
    assertThat(names(Set.of("web", "dokploy-web", "dokploy-web.own"), own("web")))
        .containsExactly(List.of("dokploy-web.own-2"));
  }

  @Test
  void what_is_no_name_of_a_host_is_written_otherwise() {
    assertThat(
            names(
                Set.of(),
                machine("devpod", "my context*", "web", ""),
                machine("devpod", "my-context?", "web", "")))
        .containsExactly(
            List.of("dokploy-web.my-context-.devpod"), List.of("dokploy-web.my-context-.devpod-2"));
  }

  @Test
  void whatever_they_are_called_each_name_means_one_machine() {
    long seed = Long.getLong("soak.seed", 20_261_128);
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      var machines =
          random.ints(1 + random.nextInt(6), 0, 1000).mapToObj(any -> any(random)).toList();
      var all =
          HostNames.of(machines, Set.of("a")).stream()
              .flatMap(named -> named.names().stream())
              .toList();
      assertThat(all).as("seed %d", seed).doesNotHaveDuplicates().doesNotContain("a");
      assertThat(HostNames.of(machines, Set.of("a")))
          .as("seed %d", seed)
          .allSatisfy(named -> assertThat(named.names()).isNotEmpty());
    }
  }

  private static KnownMachine any(Random random) {
    String id = List.of("a", "b", "dokploy-a", "a.x.devpod").get(random.nextInt(4));
    return random.nextInt(4) == 0
        ? own(id)
        : machine(
            List.of("devpod", "devsy").get(random.nextInt(2)),
            List.of("x", "y").get(random.nextInt(2)),
            id,
            List.of("", "a", "b", "w").get(random.nextInt(4)));
  }

  private static List<List<String>> names(Set<String> taken, KnownMachine... machines) {
    return HostNames.of(List.of(machines), taken).stream().map(HostNames.Named::names).toList();
  }

  private static KnownMachine own(String id) {
    return new KnownMachine(id, Path.of("/own", id), Optional.empty(), Optional.empty(), Map.of());
  }

  private static KnownMachine machine(String client, String context, String id, String workspace) {
    var home =
        new ClientHome(client, Path.of("/" + client), Path.of("/" + client + "/config.yaml"));
    return new KnownMachine(
        id,
        Path.of("/" + client, context, id),
        Optional.of(workspace).filter(name -> !name.isEmpty()),
        Optional.of(new Installed(home, context, "dokploy", true, Map.of())),
        Map.of());
  }
}
