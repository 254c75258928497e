package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What machines must do on every Dokploy: on the emulator's, and on a real one. */
final class MachineCases {
  private MachineCases() {}

  /** Created, used, stopped, started and deleted. */
  static void whole(Machine machine) {
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

  private static List<String> filesIn(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The second create finds the machine as the first left it. */
  static void createdTwice(Machine machine) {
    machine.must("create");
    machine.answer("echo mine > \"$HOME/who\"");
    machine.must("create");
    assertThat(machine.answer("cat \"$HOME/who\"")).isEqualTo("mine");
    machine.must("delete");
  }

  /** A user who lost a machine's folder gets it back with new keys and its volumes. */
  static void givenBack(Machine machine) {
    machine.must("create");
    machine.answer("echo mine > \"$HOME/who\"");
    String oldKey = publicKey(machine);
    machine.loseFolder();
    machine.must("create");
    assertThat(machine.answer("cat \"$HOME/who\"")).isEqualTo("mine");
    assertThat(publicKey(machine)).isNotEqualTo(oldKey);
    machine.must("delete");
  }

  private static String publicKey(Machine machine) {
    try {
      return Files.readString(machine.folder().resolve("id_ed25519.pub"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each command reaches its own machine, also after restarts in the other order. */
  static void two(Machine one, Machine two) {
    one.must("create");
    two.must("create");
    one.answer("echo one > \"$HOME/who\"");
    two.answer("echo two > \"$HOME/who\"");

    one.must("stop");
    two.must("stop");
    two.must("start");
    one.must("start");

    assertThat(one.answer("cat \"$HOME/who\"")).isEqualTo("one");
    assertThat(two.answer("cat \"$HOME/who\"")).isEqualTo("two");
    one.must("delete");
    assertThat(two.answer("cat \"$HOME/who\"")).isEqualTo("two");
    two.must("delete");
  }

  /** A machine of another user that has the same name is refused and left alone. */
  static void strangers(Machine theirs, Machine mine) {
    theirs.must("create");
    for (var verb : List.of("create", "start", "stop", "delete")) {
      var run = mine.verb(verb);
      assertThat(run.exitCode()).as(run.transcript()).isEqualTo(6);
      assertThat(run.err()).contains("that is not yours");
    }
    assertThat(theirs.answer("echo untouched")).isEqualTo("untouched");
    theirs.must("delete");
  }
}
