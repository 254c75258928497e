package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A fix can be pasted into the client that the user has. */
class ClientTest {
  private static final Message MESSAGE =
      new Message(
          "It failed.",
          List.of("devpod up is why"),
          List.of(
              "devpod provider set-options dokploy -o DOKPLOY_SSH_HOST=203.0.113.7",
              "Make it anew: devpod delete ws && devpod up SOURCE --id NAME",
              "Run again with DEVPOD_DEBUG=true."));

  @Test
  void devpod_is_told_the_name_that_the_provider_has_there() {
    var environment = Map.of("DEVPOD", "/usr/bin/devpod", "PROVIDER_ID", "dokploy-dev");
    assertThat(Client.of(environment).inItsWords(MESSAGE).fix())
        .containsExactly(
            "devpod provider set-options dokploy-dev -o DOKPLOY_SSH_HOST=203.0.113.7",
            "Make it anew: devpod delete ws && devpod up SOURCE --id NAME",
            "Run again with DEVPOD_DEBUG=true.");
  }

  @Test
  void devsy_has_commands_of_its_own() {
    var environment = Map.of("DEVSY", "/usr/bin/devsy", "PROVIDER_ID", "dokploy");
    assertThat(Client.of(environment).inItsWords(MESSAGE))
        .isEqualTo(
            new Message(
                "It failed.",
                List.of("devpod up is why"),
                List.of(
                    "devsy provider set dokploy -o DOKPLOY_SSH_HOST=203.0.113.7",
                    "Make it anew: devsy workspace delete ws && devsy workspace up SOURCE --id NAME",
                    "Run again with DEVSY_DEBUG=true.")));
  }

  @Test
  void without_a_client_or_with_an_odd_name_the_texts_stay() {
    assertThat(Client.of(Map.of()).inItsWords(MESSAGE)).isEqualTo(MESSAGE);
    assertThat(Client.of(Map.of("PROVIDER_ID", "a;b")).inItsWords(MESSAGE)).isEqualTo(MESSAGE);
  }
}
