package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What `make install-dev` and `make force-uninstall` do, with clients that only write down. One
 * after the other, as all of them write the same file of build/.
 */
@Execution(ExecutionMode.SAME_THREAD)
class InstallScenario {
  private static final List<String> PROGRAMS =
      List.of("sh", "cat", "date", "dirname", "find", "grep", "id", "ls", "readlink", "rm", "sed");

  @TempDir Path folder;
  private Path bin = Path.of("");
  private Path log = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    bin = Files.createDirectories(folder.resolve("bin"));
    log = folder.resolve("log");
    Files.writeString(log, "");
  }

  @Test
  void without_a_client_it_says_how_to_configure_one() {
    var run = tool("install-dev.sh");
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    assertThat(run.err())
        .contains("Neither devpod nor devsy is on PATH")
        .contains("devpod provider add \"");
  }

  @Test
  void every_client_on_path_gets_the_provider_and_no_command_line_holds_the_token()
      throws IOException {
    client("devpod");
    client("devsy");
    var run = tool("install-dev.sh");
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    assertThat(Files.readString(log))
        .contains("devpod provider add ")
        .contains("devsy provider add ")
        .contains("--name dokploy-dev")
        .doesNotContain("TOKEN");
    assertThat(Programs.root().resolve("build/provider-dev.yaml"))
        .content()
        .contains("name: \"dokploy-dev\"")
        .contains("path: \"" + Programs.provider() + "\"");
  }

  /**
   * DevPod 0.6.15 and its fork print JSON when asked; Devsy does not know that, and always does.
   */
  @Test
  void a_client_that_has_the_provider_gets_it_updated_and_no_other_does() throws IOException {
    String json = "{\"dokploy-dev\": {\"config\": {\"name\": \"dokploy-dev\"}}}";
    client("devpod", "provider list --output json", json);
    client("devsy", "provider list", json);
    var run = tool("install-dev.sh");
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    assertThat(Files.readString(log))
        .contains("devpod provider update dokploy-dev ", "devsy provider set-source dokploy-dev ")
        .doesNotContain("provider add");

    Files.writeString(log, "");
    client("devpod", "provider list --output json", json.replace("-dev", "-dev2"));
    client("devsy", "provider list", "dokploy-dev's cousin");
    var other = tool("install-dev.sh");
    assertThat(other.exitCode()).as(other.transcript()).isZero();
    assertThat(Files.readString(log))
        .contains("devpod provider add ", "devsy provider add ")
        .doesNotContain("provider update", "provider set-source");
  }

  /** The clients ask the provider for what they have no value for, and it reads the environment. */
  @Test
  void with_the_address_and_the_key_in_the_environment_every_client_is_configured()
      throws IOException {
    client("devpod");
    client("devsy");
    var run =
        tool(
            "install-dev.sh",
            Map.of(
                "DOKPLOY_SERVER_URL", "https://d.example.com", "DOKPLOY_API_TOKEN", "very-secret"));
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    assertThat(Files.readString(log))
        .contains("devpod provider use dokploy-dev --reconfigure")
        .contains("devsy provider init dokploy-dev")
        .doesNotContain("very-secret");
  }

  @Test
  void force_uninstall_removes_the_provider_also_when_the_client_fails() throws IOException {
    Script.write(bin.resolve("devpod"), "exit 1");
    Path provider =
        Files.createDirectories(
            folder.resolve("home/.devpod/contexts/default/providers/dokploy-dev/binaries"));
    var run = tool("force-uninstall.sh");
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    assertThat(provider.getParent()).doesNotExist();
    assertThat(run.out()).contains("Not removed: machines on their servers", "prune");
  }

  @Test
  void the_aot_cache_fits_the_runtime_that_is_installed() throws IOException {
    var java = Programs.root().resolve("build/runtime/bin/java");
    var cache = cache();
    var run =
        Run.of(
            List.of(
                java.toString(),
                "-XX:AOTMode=on",
                "-XX:AOTCache=" + cache,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-m",
                "dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main",
                "version"),
            Engine.plainEnvironment(),
            "",
            Duration.ofMinutes(1));
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    assertThat(run.out()).matches("\\d+\\.\\d+\\.\\d+\nAOT cache: in use\n");
  }

  @Test
  void a_missing_or_damaged_aot_cache_fails_no_call() throws IOException {
    for (String damage : List.of("missing", "damaged")) {
      Path copy = Files.createDirectories(folder.resolve(damage));
      Files.copy(Programs.provider(), copy.resolve("dokploy-provider"));
      Files.createSymbolicLink(copy.resolve("runtime"), Programs.root().resolve("build/runtime"));
      if (damage.equals("damaged")) {
        Files.writeString(copy.resolve(cache().getFileName()), "this is no cache");
      }
      var run =
          Run.of(
              List.of(copy.resolve("dokploy-provider").toString(), "version"),
              Engine.plainEnvironment(),
              "",
              Duration.ofMinutes(1));
      assertThat(run.exitCode()).as(run.transcript()).isZero();
      assertThat(run.err()).as(damage).isEmpty();
      assertThat(run.out()).as(damage).matches("\\d+\\.\\d+\\.\\d+\nAOT cache: not in use\n");
    }
  }

  /** Named by the content of the runtime that it was made with. */
  private static Path cache() throws IOException {
    Path build = Programs.root().resolve("build");
    return build.resolve(
        "runtime-" + Files.readString(build.resolve("runtime/content")).strip() + ".aot");
  }

  private Run tool(String name) {
    return tool(name, Map.of());
  }

  private Run tool(String name, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(Engine.plainEnvironment());
    environment.putAll(variables);
    // Without the clients that this computer may have.
    environment.put("PATH", bin + ":" + system());
    environment.put("HOME", folder.resolve("home").toString());
    return Run.of(
        List.of(Programs.root().resolve("tools").resolve(name).toString()),
        environment,
        "",
        Duration.ofMinutes(1));
  }

  /** A folder with what the tools and the program need, and none of DevPod's clients. */
  private Path system() {
    Path links = folder.resolve("system");
    if (!Files.exists(links)) {
      PROGRAMS.forEach(name -> link(links, name));
    }
    return links;
  }

  private static void link(Path links, String name) {
    Stream.of(Engine.plainEnvironment().getOrDefault("PATH", "").split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresent(program -> {
          try {
            Files.createDirectories(links);
            Script.write(links.resolve(name), "exec \"" + program + "\" \"$@\"");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void client(String name) throws IOException {
    Script.write(bin.resolve(name), "echo \"" + name + " $*\" >>\"" + log + "\"");
  }

  /** Answers a call with these arguments with a text. */
  private void client(String name, String call, String answer) throws IOException {
    Script.write(
        bin.resolve(name),
        """
        echo "%s $*" >>"%s"
        if [ "$*" = "%s" ]; then cat <<'TEXT'
        %s
        TEXT
        fi\
        """
            .formatted(name, log, call, answer));
  }
}
