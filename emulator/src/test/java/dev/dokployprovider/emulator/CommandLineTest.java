package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.emulator.Settings.EngineChoice;
import dev.dokployprovider.emulator.release.Release;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @Test
  void all_options_are_read() {
    assertThat(
            CommandLine.parse(
                List.of(
                    "--port",
                    "3000",
                    "--data",
                    "/d",
                    "--dokploy-version",
                    "v0.22.7",
                    "--engine",
                    "process",
                    "--ip-address",
                    "192.0.2.1",
                    "--traefik-port",
                    "443",
                    "--ephemeral")))
        .isEqualTo(
            Settings.DEFAULT
                .withPort(3000)
                .withData(Path.of("/d"))
                .withRelease(new Release(0, 22, 7))
                .withEngine(EngineChoice.PROCESS)
                .withIpAddress("192.0.2.1")
                .withTraefikPort(443)
                .withEphemeral(true));
  }

  @Test
  void the_newest_release_on_what_is_there_is_the_default() {
    assertThat(CommandLine.parse(List.of("--data", "/d")))
        .isEqualTo(Settings.DEFAULT.withData(Path.of("/d")));
  }

  @ParameterizedTest
  @CsvSource({
    "0.22, 0.22.7",
    "0.25, 0.25.11",
    "0.28, 0.28.8",
    "v0.29, 0.29.14",
    "0.30, 0.30.2",
  })
  void a_line_stands_for_its_last_release(String line, String release) {
    assertThat(CommandLine.parse(List.of("--data", "/d", "--dokploy-version", line)))
        .isEqualTo(
            Settings.DEFAULT
                .withData(Path.of("/d"))
                .withRelease(Release.parse(release).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--data",
        "--data /d --port x",
        "--data /d --port 70000",
        "--data /d --traefik-port x",
        "--data /d --dokploy-version 0.21",
        "--data /d --dokploy-version 0.2",
        "--data /d --dokploy-version 0.22.6",
        "--data /d --dokploy-version 0.31.0",
        "--data /d --engine podman",
        "--data /d --no-such"
      })
  void others_are_refused_with_exit_code_2(String line) throws InterruptedException {
    List<String> args = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    assertThatThrownBy(() -> CommandLine.parse(args)).isInstanceOf(IllegalArgumentException.class);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    assertThat(App.run(args, print(out), print(err))).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("dokploy-emulator: ")
        .contains("usage:");
  }

  private static PrintStream print(ByteArrayOutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }
}
