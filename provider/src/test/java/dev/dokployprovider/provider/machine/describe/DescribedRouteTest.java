package dev.dokployprovider.provider.machine.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.options.JumpHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescribedRouteTest {
  private static final ContainerDetails RUNNING =
      details(Map.of("22/tcp", List.of(new Published("0.0.0.0", 2224))), Map.of("a", "10.0.1.2"));
  private static final ContainerDetails STOPPED = details(Map.of(), Map.of());

  @Test
  void a_port_lasts_until_the_next_start() {
    assertThat(lines(new DeployedRoute.Port(), RUNNING))
        .containsExactly("port: 2224 at 0.0.0.0 of the server, until the next start");
    assertThat(lines(new DeployedRoute.Port(), STOPPED))
        .containsExactly("port: none while it is stopped");
  }

  @Test
  void two_ports_of_one_machine_are_explained() {
    var both = List.of(new Published("0.0.0.0", 2224), new Published("::", 2223));
    assertThat(lines(new DeployedRoute.Port(), details(Map.of("22/tcp", both), Map.of())))
        .singleElement()
        .asString()
        .startsWith("port: 2224 at 0.0.0.0, 2223 at :: of the server")
        .endsWith("(Docker picks one for IPv4 and one for IPv6; both are this machine's)");
  }

  @Test
  void the_route_through_traefik_comes_with_its_warning() {
    assertThat(lines(new DeployedRoute.Tls("x.devpod.internal"), STOPPED))
        .hasSize(2)
        .first()
        .isEqualTo("tls: through Traefik, by the name x.devpod.internal");
    assertThat(lines(new DeployedRoute.Tls("x.devpod.internal"), STOPPED).getLast())
        .startsWith("Warning: the machine is on dokploy-network");
  }

  @Test
  void a_jump_leads_to_the_containers_address() {
    assertThat(lines(new DeployedRoute.Jump(), RUNNING))
        .containsExactly("jump: at its container's own address, 10.0.1.2, through me@host");
    assertThat(lines(new DeployedRoute.Jump(), STOPPED))
        .containsExactly(
            "jump: at its container's own address, none while it is stopped, through me@host");
  }

  private static List<String> lines(DeployedRoute route, ContainerDetails details) {
    return new DescribedRoute(route, Optional.of(JumpHost.parse("me@host")))
        .lines(Optional.of(details));
  }

  private static ContainerDetails details(
      Map<String, List<Published>> published, Map<String, String> networks) {
    return new ContainerDetails(
        ContainerState.RUNNING, 0, "", published, networks, Map.of(), List.of());
  }
}
