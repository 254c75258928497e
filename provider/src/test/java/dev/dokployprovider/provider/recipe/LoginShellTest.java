package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.recipe.Programs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The login shell of a machine's user, called as sshd calls it. */
class LoginShellTest {
  private static final String SHELLS = "dev.dokployprovider.provider.recipe.Shells#all";

  @TempDir private Path folder;

  @BeforeEach
  void a_home_whose_start_up_files_are_in_the_way() throws IOException {
    for (String name : new String[] {".bashrc", ".profile", ".zshenv", ".kshrc"}) {
      Files.writeString(folder.resolve(name), "echo WELCOME " + name + "\n");
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_command_runs_in_the_users_bash_without_its_start_up_files(String shell) {
    assertThat(login(shell, "/bin/bash", Map.of(), "-c", "echo {1..2} $SHELL; exit 7"))
        .isEqualTo(new Result(7, "1 2 /bin/bash\n", ""));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_bash_that_the_command_runs_reads_no_start_up_file_either(String shell) {
    assertThat(login(shell, "/bin/bash", Map.of(), "-c", "exec sh -c 'bash -c \"echo in\"'").out())
        .isEqualTo("in\n");
    assertThat(login(shell, "/bin/sh", Map.of(), "-c", "exec bash -c 'echo in'").out())
        .isEqualTo("in\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_file_that_the_environment_names_is_not_read_before_a_command(String shell) {
    var named = Map.of("BASH_ENV", folder.resolve(".bashrc").toString(), "ENV", ".profile");
    assertThat(login(shell, "/bin/bash", named, "-c", "echo in; printenv BASH_ENV").out())
        .isEqualTo("in\n" + folder.resolve(".bashrc") + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/missing", ""})
  void a_command_runs_where_the_users_shell_is_missing(String missing) {
    assertThat(login("dash", missing, Map.of(), "-c", "echo in").out()).isEqualTo("in\n");
  }

  @Test
  void the_command_is_the_shells_last_argument_as_it_stands() {
    String odd = "printf %s \"a  b\" '$HOME' \\\\ '\n'";
    assertThat(login("dash", "/bin/bash", Map.of(), "-c", odd).out()).isEqualTo("a  b$HOME\\\n");
  }

  @Test
  void without_a_command_it_is_the_users_shell_with_its_start_up_files() {
    assertThat(login("dash", "/bin/bash", Map.of()).out()).startsWith("WELCOME .profile\n");
    assertThat(login("dash", "/bin/sh", Map.of()).out()).startsWith("WELCOME .profile\n");
  }

  @Test
  void what_is_not_sshds_gets_the_users_shell_as_it_asks_for_it() {
    var noSession = Map.of("SSH_CONNECTION", "");
    assertThat(login("dash", "/bin/bash", noSession, "-l", "-c", "echo in").out())
        .isEqualTo("WELCOME .profile\nin\n");
  }

  /** Where the file with the user's shell is, is written into the script. */
  private Result login(
      String shell, String users, Map<String, String> environment, String... arguments) {
    var variables = new HashMap<>(Map.of("HOME", folder.toString(), "SHLVL", "0"));
    variables.put("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22");
    variables.put("SSH_CLIENT", "192.0.2.1 1 22");
    variables.putAll(environment);
    try {
      Files.writeString(folder.resolve("user-shell"), users + "\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    String script =
        Resources.text("login-shell.sh")
            .replace("/etc/devpod-machine/user-shell", folder.resolve("user-shell").toString());
    return Shells.run(shell, folder, variables, script, arguments);
  }
}
