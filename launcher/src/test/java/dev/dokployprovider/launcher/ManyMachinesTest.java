package dev.dokployprovider.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.ssh.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred commands at once over twenty machines, each of which has a secret of its own. */
class ManyMachinesTest {
  @TempDir private Path temp;
  private final List<Machine> machines = new ArrayList<>();

  private void start(int many) throws IOException {
    for (int number = 0; number < many; number++) {
      var machine = new Machine(temp.resolve("machine-%02d".formatted(number)), Shell.DASH);
      machines.add(machine);
      Files.writeString(machine.sshd().home().resolve("secret"), secretOf(number));
      machine.javaDoes("exit 3");
    }
  }

  @AfterEach
  void end_them() {
    machines.forEach(Machine::close);
  }

  @Test
  void each_answer_is_of_the_machine_that_was_asked() throws Exception {
    start(20);

    allAtOnce(10);

    assertThat(machines)
        .allSatisfy(machine -> {
          assertThat(machine.javaCalls()).isEmpty();
          assertThat(machine.masters()).hasSize(1);
          assertThat(machine.sshd().logins()).isEqualTo(1);
        });
    Waiting.until(
        "nothing is left", () -> machines.stream().allMatch(one -> one.strays().isEmpty()));
  }

  /** As after a reboot of the server, when Docker gives the ports in another order. */
  @Test
  void none_is_of_another_machine_where_each_has_the_port_of_the_next() throws Exception {
    start(4);
    for (int number = 0; number < machines.size(); number++) {
      var machine = machines.get(number);
      var next = machines.get((number + 1) % machines.size());
      Path right = machine.configFor(machine.sshd().address());
      machine.leadTo(next.sshd().address());
      machine.javaDoes(
          "cp '%s' \"$MACHINE_FOLDER/ssh_config\"\n".formatted(right)
              + "ssh -F \"$MACHINE_FOLDER/ssh_config\" -o ControlMaster=auto -s machine connect-only"
              + " </dev/null >/dev/null 2>&1\n"
              + "exec ssh -F \"$MACHINE_FOLDER/ssh_config\" -O check machine >/dev/null 2>&1");
    }

    allAtOnce(5);

    assertThat(machines).allSatisfy(machine -> assertThat(machine.javaCalls()).contains("connect"));
  }

  private void allAtOnce(int commands) throws IOException, InterruptedException {
    var calls = new ArrayList<List<Call>>();
    for (int command = 0; command < commands; command++) {
      var ofAll = new ArrayList<Call>();
      for (var machine : machines) {
        ofAll.add(machine.startCommand("cat ~/secret; echo " + command));
        ofAll.getLast().stdin().close();
      }
      calls.add(ofAll);
    }
    for (int command = 0; command < commands; command++) {
      for (int number = 0; number < machines.size(); number++) {
        assertThat(calls.get(command).get(number).end())
            .as("command %d of machine %d", command, number)
            .isEqualTo(Outcome.of(0, secretOf(number) + command + "\n"));
      }
    }
  }

  private static String secretOf(int number) {
    return "secret of machine " + number + "\n";
  }
}
