package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallingClientTest {
  @TempDir Path folder;

  @Test
  void devpod_and_devsy_are_distinguished_by_their_variables() {
    assertThat(client(Map.of("DEVPOD", "/usr/bin/devpod")).devsy()).isFalse();
    assertThat(client(Map.of("DEVSY", "/usr/bin/devsy")).devsy()).isTrue();
    assertThat(client(Map.of()).devsy()).isFalse();
  }

  /** Init is given no variable of the client's, but it is started by it. */
  @Test
  void init_looks_at_the_processes_that_it_was_started_by() {
    var adding = List.of("/bin/sh\n-c\n\"$X\" init dokploy-dev", "/opt/devsy-1.1.0\nprovider\nadd");
    var devsy = new CallingClient(Map.of(), List.of("init", "dokploy-dev"), adding).client();
    assertThat(devsy.devsy()).isTrue();
    assertThat(devsy.adding()).isTrue();
    assertThat(devsy.provider()).isEqualTo("dokploy-dev");
    var setting = List.of("C:\\Apps\\devpod.exe\nprovider\nset-options");
    var devpod = new CallingClient(Map.of(), List.of("init", "dokploy"), setting).client();
    assertThat(devpod.devsy()).isFalse();
    assertThat(devpod.adding()).isFalse();
  }

  @Test
  void a_downloaded_program_is_in_the_folder_of_its_provider_whatever_that_is_called() {
    var environment =
        Map.of(
            "DOKPLOY_PROVIDER", "/h/.devpod/contexts/c/providers/mine/binaries/dokploy_provider/x");
    assertThat(
            new CallingClient(environment, List.of("init", "dokploy"), List.of())
                .client()
                .provider())
        .isEqualTo("mine");
  }

  @Test
  void the_name_that_devpod_tells_wins_and_an_odd_one_is_not_taken() {
    assertThat(client(Map.of("PROVIDER_ID", "dokploy-dev")).provider()).isEqualTo("dokploy-dev");
    assertThat(client(Map.of("PROVIDER_ID", "a;b")).provider()).isEqualTo("dokploy");
  }

  @Test
  void a_context_is_named_unless_it_is_the_default_one() {
    assertThat(client(Map.of("MACHINE_CONTEXT", "work")).context()).contains("work");
    assertThat(client(Map.of("MACHINE_CONTEXT", "default")).context()).isEmpty();
  }

  @Test
  void the_workspace_is_the_one_that_is_told_or_the_one_whose_machine_it_is() throws IOException {
    workspace("other", "{\"machine\":{\"machineId\":\"other-11111\"}}");
    workspace("broken", "{");
    workspace("simple", "{\"id\":\"simple\",\"machine\":{\"machineId\":\"simple-cf102\"}}");
    var environment =
        Map.of(
            "MACHINE_ID",
            "simple-cf102",
            "MACHINE_FOLDER",
            folder.resolve("machines/simple-cf102").toString());
    assertThat(client(environment).workspace()).contains("simple");
    assertThat(client(Map.of("WORKSPACE_ID", "told")).workspace()).contains("told");
    assertThat(client(Map.of("MACHINE_ID", "x", "MACHINE_FOLDER", "")).workspace()).isEmpty();
  }

  private void workspace(String name, String json) throws IOException {
    Path at = Files.createDirectories(folder.resolve("workspaces").resolve(name));
    Files.writeString(at.resolve("workspace.json"), json);
  }

  private static Client client(Map<String, String> environment) {
    return new CallingClient(environment, List.of(), List.of()).client();
  }
}
