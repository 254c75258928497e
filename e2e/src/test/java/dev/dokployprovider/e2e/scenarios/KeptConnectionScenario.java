package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Local;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the live connection is there, when it is not, and where its files may be. */
@Tag("lifecycle")
class KeptConnectionScenario {
  private final Path folder;
  @AutoClose private final Emulator dokploy;

  KeptConnectionScenario(@TempDir Path folder) {
    this.folder = folder;
    this.dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"));
  }

  @Test
  void create_and_start_open_it_and_stop_and_delete_end_it() {
    var machine = Machine.of(dokploy, "kept", folder);
    machine.must("create");
    assertThat(Masters.of(machine)).as("after create").hasSize(1);
    machine.must("stop");
    assertThat(Masters.of(machine)).as("after stop").isEmpty();
    machine.must("start");
    assertThat(Masters.of(machine)).as("after start").hasSize(1);
    String socket = Masters.socket(machine);
    machine.must("delete");
    assertThat(Local.processesWith(socket)).as("after delete").isEmpty();
    assertThat(Path.of(socket)).doesNotExist();
  }

  @Test
  void it_is_kept_for_as_long_as_the_option_says() {
    var machine = Machine.of(dokploy, "persist", folder).with("DOKPLOY_SSH_PERSIST", "8h");
    machine.must("create");
    assertThat(effective(machine)).contains("controlpersist 28800\n");

    machine.must("stop");
    var shortly = machine.with("DOKPLOY_SSH_PERSIST", "1s");
    shortly.must("start");
    assertThat(effective(shortly)).contains("controlpersist 1\n");
    Waiting.until("it was unused for its time", () -> Masters.of(shortly).isEmpty());
    assertThat(shortly.answer("echo again")).isEqualTo("again");
    shortly.must("delete");
  }

  @Test
  void a_folder_may_be_called_whatever_a_path_may() {
    String name = "a m'achine 100% #1 $x; =, %h%p%r %% $HOME `id` $(id) ~ü*?[a]{b}|&<>!";
    var home = folder.resolve(name);
    var machine =
        Machine.of(dokploy, "named", home)
            .with("XDG_CACHE_HOME", folder.resolve("cache " + name).toString());
    machine.must("create");
    assertThat(machine.status()).isEqualTo("Running");
    assertThat(machine.answer("echo \"it's $((6 * 7))\"")).isEqualTo("it's 42");
    machine.must("stop");
    machine.must("start");
    assertThat(machine.answer("echo again")).isEqualTo("again");
    machine.must("delete");
  }

  @Test
  void the_socket_has_a_folder_of_the_users_own_also_where_paths_are_long() throws IOException {
    var machine =
        Machine.of(dokploy, "long", folder.resolve("x".repeat(200)).resolve("y".repeat(200)))
            .with("XDG_CACHE_HOME", folder.resolve("z".repeat(200)).toString());
    machine.must("create");
    var socket = Path.of(Masters.socket(machine));
    assertThat(Files.getPosixFilePermissions(socket.resolveSibling("")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Masters.of(machine)).hasSize(1);
    assertThat(machine.answer("echo here")).isEqualTo("here");
    machine.must("delete");
  }

  private static String effective(Machine machine) {
    return Run.of(
            List.of(
                "ssh", "-G", "-F", machine.folder().resolve("ssh_config").toString(), "machine"),
            Engine.plainEnvironment(),
            "",
            Duration.ofMinutes(1))
        .out();
  }
}
