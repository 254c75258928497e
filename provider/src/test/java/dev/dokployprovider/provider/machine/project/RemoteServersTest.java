package dev.dokployprovider.provider.machine.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteServersTest {
  @Test
  void a_server_is_offered_by_its_name_and_two_of_one_name_by_their_ids() {
    assertThat(
            RemoteServers.names(
                List.of(
                    new Server("id-1", "west", "192.0.2.1"),
                    new Server("id-2", "east", "192.0.2.2"),
                    new Server("id-3", "west", "192.0.2.3"))))
        .containsExactly("id-1", "east", "id-3");
  }
}
