package dev.dokployprovider.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine's whole life, on real containers and on the emulator's own machines. */
@Tag("lifecycle")
class LifecycleScenario {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, Dokploy {1}")
  @CsvSource({"DOCKER, 0.30.2", "DOCKER, 0.22.7", "PROCESS, 0.30.2", "PROCESS, 0.22.7"})
  void a_machine_is_created_used_stopped_started_and_deleted(Engine engine, String version) {
    engine.required();
    try (var dokploy = Emulator.start(engine, version, folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "life-" + engine.word(), folder);

      assertThat(machine.must("init").out()).contains("Dokploy " + version);
      assertThat(machine.status()).isEqualTo("NotFound");
      machine.must("create");
      assertThat(machine.status()).isEqualTo("Running");

      assertThat(machine.answer("echo \"hello $((6 * 7))\"")).isEqualTo("hello 42");
      assertThat(machine.command("exit 44").exitCode()).isEqualTo(44);
      assertThat(machine.command("cat", "in\nand out\n").out()).isEqualTo("in\nand out\n");
      machine.answer("echo kept > \"$HOME/note\"");

      machine.must("stop");
      assertThat(machine.status()).isEqualTo("Stopped");
      assertThat(machine.command("true").exitCode()).isEqualTo(255);

      machine.must("start");
      assertThat(machine.status()).isEqualTo("Running");
      assertThat(machine.answer("cat \"$HOME/note\"")).isEqualTo("kept");

      machine.must("delete");
      assertThat(machine.status()).isEqualTo("NotFound");
      assertThat(machine.verb("delete").exitCode()).as("deleting what is gone").isZero();
      assertThat(filesIn(machine.folder())).as("what is left of the machine here").isEmpty();
    }
  }

  private static List<String> filesIn(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
