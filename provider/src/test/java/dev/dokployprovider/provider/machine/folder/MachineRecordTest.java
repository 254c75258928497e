package dev.dokployprovider.provider.machine.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Server;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineRecordTest {

  @Test
  void a_record_is_read_as_it_was_written() {
    var local =
        new MachineRecord(
            "c1",
            "devpod-x-abc123",
            Optional.empty(),
            "ff",
            new DeployedRoute.Tls("devpod-x-abc123.devpod.internal"),
            Optional.of("me"),
            Optional.of("https://a.example.com"));
    var remote =
        new MachineRecord(
            "c2",
            "devpod-y-abc123",
            Optional.of(new Server("s1", "far", "10.0.0.5")),
            "ee",
            new DeployedRoute.Jump(),
            Optional.empty(),
            Optional.empty());
    assertThat(MachineRecord.read(local.write())).isEqualTo(local);
    assertThat(MachineRecord.read(remote.write())).isEqualTo(remote);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"composeId\":\"c\"}", "{\"composeId\":1}"})
  void what_is_no_record_is_refused(String text) {
    assertThatThrownBy(() -> MachineRecord.read(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
