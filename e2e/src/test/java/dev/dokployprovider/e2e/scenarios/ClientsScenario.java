package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.e2e.client.Client;
import dev.dokployprovider.e2e.client.Environments;
import dev.dokployprovider.e2e.client.ExecShell;
import dev.dokployprovider.e2e.client.LauncherShell;
import dev.dokployprovider.e2e.client.ProviderFile;
import dev.dokployprovider.e2e.client.Workspace;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Local;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.Script;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole sessions of each client, as docs/reference/devpod.md §8 has seen them. */
@Tag("lifecycle")
class ClientsScenario {
  private final Path folder;
  private final Emulator dokploy;

  ClientsScenario(@TempDir Path folder) {
    this.folder = folder;
    this.dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"));
  }

  @AfterEach
  void stop() throws IOException {
    dokploy.close();
    for (var shell : LauncherShell.values()) {
      LauncherShell.uninstall(folder.resolve("an install under " + shell));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_clients_whole_session_goes_as_it_does_with_any_provider(Client client) throws IOException {
    var workspace = workspace(client, LauncherShell.DASH);

    assertThat(workspace.setOptions()).contains("Dokploy 0.30.2");
    assertThat(workspace.calls()).containsExactly("init");
    workspace.up();
    assertThat(workspace.calls()).isEqualTo(client.upNew());

    whileItRuns(client, workspace);
    whileItRuns(client, workspace(client, LauncherShell.BASH));
    whileItRuns(client, workspace(client, LauncherShell.BUSYBOX));

    workspace.stop();
    assertThat(workspace.status()).isEqualTo("Stopped");
    assertThat(workspace.calls()).containsExactly("status", "stop", "status");
    workspace.up();
    assertThat(workspace.calls()).isEqualTo(client.upStopped());
    workspace.delete();
    assertThat(workspace.calls()).isEqualTo(client.delete());
    assertThat(dokploy.serviceNames()).isEmpty();
    Waiting.until(
        "no process is left here",
        () -> Local.processesWith(folder.resolve("client").toString()).isEmpty());
  }

  private static void whileItRuns(Client client, Workspace workspace) throws IOException {
    workspace.up();
    assertThat(workspace.calls()).isEqualTo(client.upRunning());
    assertThat(workspace.status()).isEqualTo("{\"state\":\"Running\"}");
    assertThat(workspace.calls()).containsExactly("status", "agent-status");
    anEditorAndTheDesktop(workspace);
  }

  /** Tunnels that overlap, one of them killed; the desktop asks meanwhile. */
  private static void anEditorAndTheDesktop(Workspace workspace) throws IOException {
    try (var first = workspace.ssh()) {
      try (var second = workspace.ssh()) {
        second.prove();
        assertThat(workspace.status()).isEqualTo("{\"state\":\"Running\"}");
      }
      first.prove();
    }
    assertThat(workspace.calls())
        .containsExactly("status", "inject", "status", "inject", "status", "agent-status");
  }

  @Test
  void the_shell_that_the_forks_bring_along_reads_every_exec_text() {
    assumeTrue(ExecShell.gosh().isPresent(), "there is no gosh (mvdan.cc/sh) here");
    readsEveryExecText(ExecShell.gosh().orElseThrow());
  }

  @Test
  void the_shell_that_DevPod_brings_along_on_Windows_reads_every_exec_text() {
    assumeTrue(
        ExecShell.goshOnWindows().isPresent(),
        "there is no gosh v3.6.0 (mvdan.cc/sh) and no Go to make it here");
    readsEveryExecText(ExecShell.goshOnWindows().orElseThrow());
  }

  private void readsEveryExecText(Path gosh) {
    var file = providerFile(Programs.provider());

    assertThat(file.exec().keySet())
        .contains("init", "create", "delete", "start", "stop", "status", "command");
    for (var exec : file.exec().entrySet()) {
      Path program = folder.resolve("a program's $path");
      var run =
          Run.of(
              List.of(gosh.toString(), "-c", exec.getValue()),
              Map.of("DOKPLOY_PROVIDER", echo(program).toString(), "PATH", "/usr/bin:/bin"),
              "",
              Duration.ofMinutes(1));
      // init, whose environment names no provider, is told the name.
      String expected = exec.getKey().equals("init") ? "2 init dokploy-dev" : "1 " + exec.getKey();
      assertThat(run.out()).as(exec.getValue()).isEqualTo(expected + "\n");
    }
  }

  private static Path echo(Path program) {
    try {
      Script.write(program, "echo \"$# $*\"");
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Workspace workspace(Client client, LauncherShell shell) throws IOException {
    var program = shell.install(Programs.provider(), folder.resolve("an install under " + shell));
    var provider = providerFile(program);
    var values =
        Map.of(
            "DOKPLOY_SERVER_URL",
            dokploy.url(),
            "DOKPLOY_API_TOKEN",
            dokploy.apiKey(),
            // The emulator's own machines have this computer's files.
            "AGENT_PATH",
            folder.resolve("machine/agent").toString());
    var parent = new HashMap<>(Engine.plainEnvironment());
    parent.put("XDG_DATA_HOME", Files.createDirectories(folder.resolve("data")).toString());
    return new Workspace(
        client,
        provider,
        new Environments(client, provider, folder.resolve("client"), "hello", parent, values));
  }

  private static ProviderFile providerFile(Path program) {
    var run =
        Run.of(
            List.of(
                Programs.provider().toString(), "provider-yaml", "dokploy-dev", program.toString()),
            Engine.plainEnvironment(),
            "",
            Duration.ofMinutes(1));
    return ProviderFile.parse(run.out(), program);
  }
}
