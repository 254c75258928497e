package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.machine.folder.KeptToken;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.FullMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReaderTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void shell() {
    environment.put("PATH", System.getenv("PATH"));
    environment.put("DOKPLOY_SERVER_URL", "https://d.example.com/dashboard");
  }

  @Test
  void a_key_is_taken_as_it_is() {
    assertThat(token("abc")).isEqualTo("abc");
  }

  @Test
  void a_file_has_it_on_its_first_line() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "  sesame \nsomething else\n");
    assertThat(token("file:" + file)).isEqualTo("sesame");
  }

  @Test
  void a_key_that_was_stored_for_one_server_is_never_sent_to_another() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("key"), KeptToken.text("sesame", "https://D.example.com:443/"));
    assertThat(token("file:" + file)).isEqualTo("sesame");
    environment.put("DOKPLOY_SERVER_URL", "https://evil.example.com");
    assertThat(refused("file:" + file).why())
        .contains("has a key for https://d.example.com:443", "not for https://evil.example.com");
  }

  @Test
  void a_variable_has_it() {
    environment.put("MY_KEY", "sesame");
    assertThat(token("env:MY_KEY")).isEqualTo("sesame");
    assertThat(refused("env:OTHER").why()).contains("OTHER is not set");
  }

  @Test
  void a_command_prints_it_and_sees_neither_an_input_nor_our_options() throws IOException {
    environment.put("DOKPLOY_MACHINE_ENV", "PASSWORD=x");
    Path script =
        script(
            "cat; env | grep -c -e DOKPLOY_ -e COMMAND >" + folder.resolve("seen") + "; echo key");
    assertThat(token("command:sh " + script)).isEqualTo("key");
    assertThat(folder.resolve("seen")).hasContent("0");
  }

  /** As an agent that a password manager starts with its first call. */
  @Test
  void a_program_that_a_command_leaves_behind_may_keep_its_output_open() throws IOException {
    assertThat(token("command:sh " + script("sleep 20 & echo key; echo more"))).isEqualTo("key");
  }

  @Test
  void no_shell_reads_the_command() {
    assertThat(token("command:echo a;touch$HOME`id`")).isEqualTo("a;touch$HOME`id`");
  }

  @Test
  void a_command_that_fails_hangs_or_is_not_there_is_reported() throws IOException {
    assertThat(refused("command:sh " + script("echo secret-on-stdout; exit 3")).why())
        .contains("ended with exit code 3")
        .doesNotContain("secret-on-stdout");
    assertThat(refused("command:no-such-program-here").why())
        .contains("is not there, or can't be run");
    environment.put("DOKPLOY_API_TOKEN", "command:sleep 100");
    var told = new ArrayList<String>();
    assertThatThrownBy(
            () -> new TokenReader(environment, Duration.ofMillis(200), told::add).resolved())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(((Problem.NoToken) e.problem()).why()).contains("did not end within"));
    assertThat(told).containsExactly("Waiting for sleep, which DOKPLOY_API_TOKEN names");
  }

  @Test
  void an_error_while_the_key_is_read_is_reported_to_the_caller_at_once() {
    var firstLine = new CompletableFuture<String>();
    assertThatThrownBy(() -> TokenReader.read(new FullMemory(), firstLine))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(firstLine).isCompletedExceptionally();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "file:/etc/passwd"})
  void what_is_no_key_is_refused_without_being_shown(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), content + "\n");
    var problem = refused("file:" + file);
    assertThat(problem.why()).startsWith("What it leads to is not a key");
    assertThat(problem.toString()).doesNotContain("two words", "passwd");
  }

  @Test
  void an_answer_is_kept_for_a_quarter_of_an_hour_for_the_user_alone() throws IOException {
    environment.put("XDG_RUNTIME_DIR", folder.toString());
    Path count = folder.resolve("count");
    String reference = "command:sh " + script("echo x >>" + count + "; echo key");
    assertThat(token(reference)).isEqualTo("key");
    assertThat(token(reference)).isEqualTo("key");
    assertThat(count).hasContent("x");
    Path kept;
    try (var files = Files.list(folder.resolve("dokploy-provider"))) {
      kept = files.findFirst().orElseThrow();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minus(Duration.ofMinutes(16))));
    token(reference);
    assertThat(count).hasContent("x\nx");
    environment.put("DOKPLOY_API_TOKEN", reference);
    new TokenReader(environment).forget();
    assertThat(kept).doesNotExist();
  }

  /** Who made it could put a key of their own there. */
  @Test
  void a_runtime_folder_that_others_may_write_to_keeps_nothing() throws IOException {
    environment.put("XDG_RUNTIME_DIR", folder.toString());
    Path count = folder.resolve("count");
    String reference = "command:sh " + script("echo x >>" + count + "; echo key");
    token(reference);
    Path ours = folder.resolve("dokploy-provider");
    Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (var files = Files.list(ours)) {
      Files.writeString(files.findFirst().orElseThrow(), "theirs\n");
    }
    assertThat(token(reference)).isEqualTo("key");
    Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwx------"));
    Files.move(ours, folder.resolve("elsewhere"));
    Files.createSymbolicLink(ours, folder.resolve("elsewhere"));
    assertThat(token(reference)).isEqualTo("key");
    assertThat(count).hasContent("x\nx\nx");
  }

  private String token(String reference) {
    environment.put("DOKPLOY_API_TOKEN", reference);
    return new TokenReader(environment).resolved().getOrDefault("DOKPLOY_API_TOKEN", "");
  }

  private Problem.NoToken refused(String reference) {
    var problem = new Problem.NoToken[1];
    assertThatThrownBy(() -> token(reference))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> problem[0] = (Problem.NoToken) e.problem());
    return problem[0];
  }

  private Path script(String text) throws IOException {
    return Files.writeString(folder.resolve("script"), text + "\n");
  }
}
