package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token and the private keys are seen nowhere. */
class SecretsScenario {
  @TempDir Path folder;

  @Test
  void neither_the_token_nor_the_private_key_is_in_any_text_or_in_the_compose_file()
      throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "secrets", folder)
              .with("DEVPOD_DEBUG", "true")
              .with("XDG_CACHE_HOME", folder.resolve("cache").toString());
      var texts = new ArrayList<String>();
      for (var verb : List.of("init", "create", "status", "stop", "start", "version", "explode")) {
        var run = withUmask("000", machine, verb);
        texts.add(run.out());
        texts.add(run.err());
      }
      texts.add(machine.with("DOKPLOY_SERVER_URL", "http://127.0.0.1:1").verb("start").err());
      texts.add(dokploy.get("/emulator/compose-files").toString());
      String privateKey = keyLine(machine.folder().resolve("id_ed25519"));

      assertThat(texts)
          .isNotEmpty()
          .noneMatch(text -> text.contains(dokploy.apiKey()))
          .noneMatch(text -> text.contains(privateKey));
      assertThat(notForThisUserAlone()).isEmpty();
      for (Path file : filesIn(machine.folder())) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(dokploy.apiKey());
      }
      machine.must("delete");
    }
  }

  /** Who runs as root would not notice otherwise that a file can't be read any more. */
  @Test
  void a_umask_that_takes_all_rights_away_takes_none_from_our_files() throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "masked", folder)
              .with("XDG_CACHE_HOME", folder.resolve("cache").toString());
      for (var verb : List.of("create", "status", "stop", "start", "status")) {
        var run = withUmask("777", machine, verb);
        assertThat(run.exitCode()).as(run.transcript()).isZero();
      }
      assertThat(notForThisUserAlone()).isEmpty();
      machine.must("delete");
    }
  }

  /** A line from the middle of the key: the first and last are the same in every key. */
  private static String keyLine(Path file) throws IOException {
    return Files.readAllLines(file).get(2);
  }

  private static Run withUmask(String umask, Machine machine, String verb) {
    return Run.of(
        List.of("sh", "-c", "umask " + umask + "; exec \"$0\" \"$1\"", program(), verb),
        machine.environment(),
        "",
        Duration.ofMinutes(2));
  }

  private static String program() {
    return Programs.provider().toString();
  }

  /** What others have rights to, or this user lacks one to. */
  private List<String> notForThisUserAlone() throws IOException {
    var wrong = new ArrayList<String>();
    for (var own : List.of("machines", "data", "cache")) {
      try (var all = Files.walk(folder.resolve(own))) {
        for (Path one : all.toList()) {
          var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(one));
          if (!mode.equals(Files.isDirectory(one) ? "rwx------" : "rw-------")) {
            wrong.add(mode + " " + one);
          }
        }
      }
    }
    return wrong;
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
