package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fix can be pasted into the client that the user has. */
class ClientTest {
  private static final String SET = "devpod provider set-options dokploy -o A=b";

  /** The commands of each client, for a workspace and for a machine that has none. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      textBlock =
          """
          devpod provider set-options dokploy -o A=b,   devpod provider set-options dokploy-dev -o A=b, devsy provider set dokploy-dev -o A=b
          devpod provider use dokploy --reconfigure,    devpod provider use dokploy-dev --reconfigure,  devsy provider init dokploy-dev
          devpod machine start m-1,                     devpod up ws,                                   devsy workspace up ws
          devpod machine delete --force m-1,            devpod delete --force ws,                       devsy workspace delete --force ws
          Run again with DEVPOD_DEBUG=true.,            Run again with DEVPOD_DEBUG=true.,              Run again with DEVSY_DEBUG=true.
          """)
  void each_client_is_told_its_own_commands(String line, String devpod, String devsy) {
    assertThat(said(new Client(false, false, "dokploy-dev", none(), Optional.of("ws")), line))
        .containsExactly(devpod);
    assertThat(said(new Client(true, false, "dokploy-dev", none(), Optional.of("ws")), line))
        .containsExactly(devsy);
  }

  @Test
  void a_machine_without_a_workspace_is_managed_as_a_machine() {
    var client = new Client(false, false, "dokploy", none(), none());
    assertThat(said(client, "devpod machine start m-1"))
        .containsExactly("devpod machine start m-1");
    assertThat(said(new Client(true, false, "dokploy", none(), none()), "devpod machine stop m"))
        .containsExactly("devsy machine stop m");
  }

  @Test
  void another_context_is_named() {
    var client = new Client(false, false, "dokploy", Optional.of("work"), Optional.of("ws"));
    assertThat(said(client, "devpod machine start m"))
        .containsExactly("devpod up ws --context work");
  }

  /** A client takes a provider back that it could not configure: nothing can be set on it. */
  @Test
  void a_provider_that_is_being_added_is_added_again() {
    var client = new Client(false, true, "dokploy", none(), none());
    assertThat(said(client, SET))
        .containsExactly(
            "The provider is not added. Add it again the same way, and with:", "-o A=b");
    assertThat(said(client, "devpod provider use dokploy --reconfigure"))
        .containsExactly("Then add the provider again the same way: it is not added.");
  }

  @Test
  void only_the_fix_is_put_into_the_clients_words() {
    var message = new Message("devpod up m.", List.of("devpod up m"), List.of("Wait."));
    assertThat(new Client(true, false, "dokploy", none(), none()).inItsWords(message))
        .isEqualTo(message);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static List<String> said(Client client, String line) {
    return client.inItsWords(new Message("It failed.", List.of(), List.of(line))).fix();
  }
}
