package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.problem.Hint;
import dev.dokployprovider.provider.ssh.OpenResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final DeployedRoute PORT = new DeployedRoute.Port();
  private static final DeployedRoute TLS = new DeployedRoute.Tls("a.example.com");
  private static final DeployedRoute JUMP = new DeployedRoute.Jump();

  @Test
  void a_port_that_does_not_answer_may_be_closed_by_a_firewall_or_be_another_servers() {
    assertThat(Hints.of(PORT, List.of(new OpenResult.TimedOut("x"), new OpenResult.Refused("x"))))
        .containsExactly(Hint.OPEN_PORTS, Hint.OWN_ADDRESS, Hint.OTHER_ROUTE);
  }

  @Test
  void what_is_no_SSH_server_at_a_port_is_a_CDN_or_a_web_proxy() {
    assertThat(Hints.of(PORT, List.of(new OpenResult.NotSsh("HTTP/1.1 400"))))
        .containsExactly(Hint.CDN, Hint.OWN_ADDRESS, Hint.OTHER_ROUTE);
  }

  @Test
  void what_is_no_SSH_server_inside_TLS_is_Traefik_without_a_router_for_the_name() {
    assertThat(Hints.of(TLS, List.of(new OpenResult.NotSsh("HTTP/1.1 400"))))
        .containsExactly(Hint.TRAEFIK_NAME, Hint.TRAEFIK, Hint.OWN_ADDRESS);
    assertThat(Hints.of(TLS, List.of(new OpenResult.Refused("x"))))
        .containsExactly(Hint.TRAEFIK, Hint.OWN_ADDRESS);
  }

  @Test
  void a_jump_host_may_not_forward_or_not_be_the_machines_server() {
    assertThat(
            Hints.of(
                JUMP,
                List.of(new OpenResult.JumpFailed("open failed: administratively prohibited: x"))))
        .containsExactly(Hint.JUMP_FORWARDING, Hint.TRY_JUMP);
    assertThat(Hints.of(JUMP, List.of(new OpenResult.Unreachable("No route to host"))))
        .containsExactly(Hint.JUMP_ELSEWHERE, Hint.TRY_JUMP);
    assertThat(Hints.of(JUMP, List.of(new OpenResult.JumpFailed("Host key verification failed."))))
        .containsExactly(Hint.TRY_JUMP);
  }
}
