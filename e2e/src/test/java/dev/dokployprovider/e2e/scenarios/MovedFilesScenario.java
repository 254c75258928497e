package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the options named when a machine was made, and that are gone by now. */
class MovedFilesScenario {
  private static final String KEY =
      "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

  @TempDir Path folder;

  @Test
  void without_them_a_machine_is_used_stopped_started_as_it_was_and_deleted() throws IOException {
    var files =
        List.of(
            Files.writeString(folder.resolve("script.sh"), "true\n"),
            Files.writeString(folder.resolve("keys"), "ssh-ed25519 " + KEY + " me\n"),
            Files.writeString(folder.resolve("logins.json"), "{\"auths\":{}}\n"),
            Files.writeString(folder.resolve("ca.pem"), ""));
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "moved", folder)
              .with("DOKPLOY_MACHINE_SCRIPT", files.get(0).toString())
              .with("DOKPLOY_AUTHORIZED_KEYS", files.get(1).toString())
              .with("DOKPLOY_MACHINE_LOGINS", files.get(2).toString())
              .with("DOKPLOY_CA_CERT_FILE", files.get(3).toString());
      machine.must("create");
      for (var file : files) {
        Files.delete(file);
      }

      assertThat(machine.answer("echo used")).isEqualTo("used");
      machine.must("stop");
      Files.delete(machine.folder().resolve("cache/stopped"));
      assertThat(machine.status()).isEqualTo("Stopped");
      assertThat(machine.must("describe").out()).contains("can't be used");
      assertThat(machine.must("start").err())
          .contains("The machine is started as it was deployed.");
      assertThat(machine.answer("echo again")).isEqualTo("again");
      machine.must("delete");
      assertThat(dokploy.serviceNames()).isEmpty();

      var refused = machine.verb("create");
      assertThat(refused.exitCode()).as(refused.transcript()).isEqualTo(2);
      assertThat(dokploy.serviceNames()).isEmpty();
    }
  }
}
