package dev.dokployprovider.provider.machine.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.recipe.Notes;
import dev.dokployprovider.provider.recipe.Recipe;
import dev.dokployprovider.provider.recipe.model.Entry;
import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.recipe.model.ServerName;
import dev.dokployprovider.provider.recipe.model.SomeMachine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployedRouteTest {
  /** What a user's own texts could be mistaken for. */
  private static final SomeMachine SPEC =
      SomeMachine.of("web", "2222-2250")
          .environment(Map.of("A", "ports:", "B", "HostSNI(`other.example.com`)"))
          .script("cat <<END\n    ports:\nEND");

  /** Made for these tests; it opens nothing. */
  private static final MachineKeys KEYS =
      new MachineKeys(
          new Secret(
              """
              -----BEGIN OPENSSH PRIVATE KEY-----
              b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
              QyNTUxOQAAACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==
              -----END OPENSSH PRIVATE KEY-----
              """),
          List.of(
              "ssh-ed25519"
                  + " AAAAC3NzaC1lZDI1NTE5AAAAIBvhr0tnWy7rkDb4q5bHLyMzWFwmvkPlvYyHVmTFvGpX me"));

  private static final Notes NO_NOTES =
      new Notes(Optional.empty(), Optional.empty(), new LinkedHashMap<>());

  @Test
  void the_route_of_a_machine_is_seen_in_its_compose_file() {
    var name = ServerName.of("web", "a1b2c3d4e5", "devpod.internal");
    assertThat(in(SPEC)).isEqualTo(new DeployedRoute.Port());
    assertThat(in(SPEC.entry(new Entry.Unpublished()))).isEqualTo(new DeployedRoute.Jump());
    assertThat(in(SPEC.entry(new Entry.Named(name))))
        .isEqualTo(new DeployedRoute.Tls("devpod-web-a1b2c3d.devpod.internal"));
  }

  @Test
  void a_service_without_a_file_yet_and_the_prototypes_have_ports() {
    assertThat(DeployedRoute.in("")).isEqualTo(new DeployedRoute.Port());
    assertThat(DeployedRoute.in("services:\n  dev:\n    ports:\n      - \"2222-2250:22\"\n"))
        .isEqualTo(new DeployedRoute.Port());
  }

  @Test
  void a_route_is_read_as_it_was_written() {
    for (var route :
        List.of(new DeployedRoute.Port(), new DeployedRoute.Jump(), new DeployedRoute.Tls("a.b"))) {
      assertThat(DeployedRoute.read(route.write())).isEqualTo(route);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tls", "ssh"})
  void what_is_no_route_is_refused(String text) {
    assertThatThrownBy(() -> DeployedRoute.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static DeployedRoute in(SomeMachine machine) {
    return DeployedRoute.in(Recipe.of(machine.spec(), KEYS, NO_NOTES, List.of()).composeFile());
  }
}
