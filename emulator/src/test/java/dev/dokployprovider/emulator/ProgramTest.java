package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.emulator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: its one line, signals, and what it leaves behind. */
class ProgramTest {
  @TempDir Path folder;

  private record Running(Process process, Client client) {}

  private Running start(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--data",
                data().toString(),
                "--engine",
                "process"));
    command.addAll(Arrays.asList(more));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    assertThat(line).startsWith("Listening on http://127.0.0.1:");
    URI url = URI.create(Objects.requireNonNull(line).substring("Listening on ".length()));
    assertThat(Files.readString(data().resolve("url")).strip()).isEqualTo(url.toString());
    return new Running(
        process, new Client(url, Files.readString(data().resolve("api-key")).strip()));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static void end(Running running, boolean forcibly) throws InterruptedException {
    if (forcibly) {
      running.process().destroyForcibly();
    } else {
      running.process().destroy();
    }
    assertThat(running.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void what_was_made_is_there_after_a_kill() throws Exception {
    Running first = start();
    first.client().post("/api/project.create", Json.object("name", "kept"));
    end(first, true);
    Running second = start();
    assertThat(second.client().apiKey()).isEqualTo(first.client().apiKey());
    assertThat(Dokploy.list(second.client().get("/api/project.all")))
        .extracting(row -> row.get("name"))
        .containsExactly("kept");
    end(second, false);
    assertThat(data()).exists();
  }

  @Test
  void an_ephemeral_one_leaves_nothing() throws Exception {
    Running running = start("--ephemeral");
    running.client().post("/api/project.create", Json.object("name", "gone"));
    assertThat(Files.getPosixFilePermissions(data().resolve("api-key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    end(running, false);
    assertThat(data()).doesNotExist();
  }

  @Test
  void an_ephemeral_one_spares_other_files() throws Exception {
    Files.createDirectories(data());
    Files.writeString(data().resolve("mine"), "x");
    end(start("--ephemeral"), false);
    try (var left = Files.list(data())) {
      assertThat(left).containsExactly(data().resolve("mine"));
    }
  }

  @Test
  void a_folder_has_one_emulator_and_one_release() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data())) {
      assertThat(dokploy.data()).isEqualTo(data());
      assertThatThrownBy(() -> Dokploy.start("0.30.2", data()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
    }
    assertThatThrownBy(() -> Dokploy.start("0.22.7", data()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("0.30.2");
  }
}
