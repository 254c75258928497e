package dev.dokployprovider.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which shells the launcher is tested under (tools/shells.sh), and what is said of the others. */
class ShellTest {
  private static final String SOME = "dash,bash,busybox\n";
  private static final String ALL = "dash,bash,busybox,zsh,mksh\n";
  private static final Path FILE =
      Path.of("src/test/resources/dev/dokployprovider/launcher/proven-shells.txt");

  @TempDir private Path project;

  @BeforeEach
  void copyTheScript() throws IOException {
    Files.createDirectories(project.resolve("tools"));
    Files.copy(Path.of("../tools/shells.sh"), project.resolve("tools/shells.sh"));
    Files.createDirectories(project.resolve("launcher").resolve(FILE).getParent());
    Files.writeString(project.resolve("launcher/dokploy-provider.sh"), "#!/bin/sh\n");
    put("zsh", "echo 'zsh 5.9'");
    put("mksh", "echo 'R59'");
  }

  @Test
  void what_the_launcher_is_not_tested_under_is_said() throws IOException {
    var left = new ArrayList<>(List.of(Shell.values()));
    left.removeAll(Shell.tested());
    assertThat(left).isSubsetOf(Shell.ZSH, Shell.MKSH);
    var date = Files.readAllLines(FILE).get(1);
    assertThat(date).matches("date [0-9]{4}-[0-9]{2}-[0-9]{2}");
    assumeTrue(
        left.isEmpty(),
        "the launcher under zsh and mksh: it, its tests and these shells are what they were in the"
            + " green run of "
            + date.substring(5)
            + "; `make test-all` runs them");
  }

  @Test
  void all_are_tested_until_a_green_run_was_noted_and_again_where_all_is_asked_for()
      throws Exception {
    assertThat(shells(Map.of())).isEqualTo(ALL);
    shells(Map.of(), "proven");
    assertThat(shells(Map.of())).isEqualTo(SOME);
    assertThat(shells(Map.of("TEST_ALL", "true"))).isEqualTo(ALL);
  }

  @Test
  void a_change_of_the_launcher_of_a_test_or_of_a_shell_brings_all_back() throws Exception {
    shells(Map.of(), "proven");
    Path test = project.resolve("launcher/src/test/SomeTest.java");
    Files.writeString(test, "class SomeTest {}");
    assertThat(shells(Map.of())).isEqualTo(ALL);
    Files.delete(test);
    assertThat(shells(Map.of())).isEqualTo(SOME);

    Files.writeString(project.resolve("launcher/dokploy-provider.sh"), "#!/bin/sh\n:\n");
    assertThat(shells(Map.of())).isEqualTo(ALL);

    shells(Map.of(), "proven");
    put("zsh", "echo 'zsh 5.10'");
    assertThat(shells(Map.of())).isEqualTo(ALL);
  }

  @Test
  void nothing_is_proven_where_one_of_them_is_missing() throws Exception {
    put("mksh", "exit 127");
    assertThat(shells(Map.of(), "proven")).isEmpty();
    assertThat(project.resolve("launcher").resolve(FILE)).doesNotExist();
    assertThat(shells(Map.of())).isEqualTo(ALL);
  }

  private void put(String shell, String text) throws IOException {
    Path bin = Files.createDirectories(project.resolve("bin"));
    Path file = Files.writeString(bin.resolve(shell), "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** What it prints. */
  private String shells(Map<String, String> environment, String... words) throws Exception {
    var command = new ArrayList<>(List.of("sh", project.resolve("tools/shells.sh").toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("TEST_ALL");
    builder.environment().put("PATH", project.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().putAll(environment);
    var process = builder.start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      String printed = out.readAllAsString();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return printed;
    }
  }
}
