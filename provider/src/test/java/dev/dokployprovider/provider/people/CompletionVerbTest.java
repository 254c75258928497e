package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the real shells; one that is not installed is skipped. */
class CompletionVerbTest {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  /**
   * Presses the tabulator key, as only a shell on a terminal completes, and prints what follows.
   * The terminal shows what is typed too, so the marks are not typed as they are printed.
   */
  private static final String ZSH_AT_A_TERMINAL =
      """
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell "PROMPT=; RPROMPT=; unsetopt zle_bracketed_paste beep; setopt list_rows_first"
      zpty -w shell "autoload -Uz compinit; compinit -u -D; source $1"
      zpty -w shell "zstyle ':completion:*' menu no; LISTMAX=0; setopt no_auto_list bash_auto_list"
      zpty -w shell 'show() { print -r -- "<""<$BUFFER>"">"; BUFFER= }; zle -N show; bindkey "^G" show'
      zpty -w shell 'print RE''ADY'
      zpty -r shell all '*READY*'
      zpty -w -n shell "$2"$'\\t\\C-g'
      zpty -r shell all '*<<*>>*'
      zpty -d shell
      all=${all##*<<}
      print -r -- "${all%%>>*}"
      """;

  @TempDir Path home;

  private Path bin;

  @BeforeEach
  void program() throws IOException {
    bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        bin.resolve("dokploy-provider"),
        """
        #!/bin/sh
        echo "told only by mistake" >&2
        [ "$*" = __machines ] && printf '%s\\n' web-shop api stop
        """);
    assertThat(bin.resolve("dokploy-provider").toFile().setExecutable(true)).isTrue();
  }

  static Stream<Arguments> lines() {
    var lines =
        List.of(
            List.of("des", "describe"),
            List.of("ssh we", "web-shop"),
            // A name may be a verb's too.
            List.of("delete sto", "stop"),
            // Options and their values stand before it.
            List.of("logs --tail 5 -f we", "web-shop"),
            List.of("logs --source ss", "sshd"),
            List.of("start --prov", "--provider"),
            List.of("completion zs", "zsh"));
    return SHELLS.stream()
        .flatMap(shell ->
            lines.stream().map(line -> Arguments.of(shell, line.getFirst(), line.getLast())));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void the_word_is_completed(String shell, String line, String completed) throws Exception {
    assertThat(complete(shell, line)).isEqualTo(completed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "describe",
        "logs",
        "backup",
        "restore",
        "move",
        "doctor",
        "options",
        "support",
        "create",
        "start",
        "stop",
        "status",
        "delete"
      })
  void each_verb_with_a_machine_completes_its_name(String verb) throws Exception {
    assertThat(complete("bash", verb + " we")).isEqualTo("web-shop");
  }

  @ParameterizedTest
  @CsvSource({
    // Not a second name, not the value of an option, not a command of the machine's.
    "stop web-shop ap",
    "start --context ap",
    "ssh api -- ap",
    "list ap",
    "explode ap"
  })
  void elsewhere_is_no_name(String line) throws Exception {
    for (String shell : SHELLS) {
      if (isThere(shell)) {
        assertThat(complete(shell, line)).as(shell).isIn("", "ap");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void a_program_that_fails_is_silent(String shell) throws Exception {
    Files.writeString(bin.resolve("dokploy-provider"), "#!/bin/sh\necho broken >&2\nexit 3\n");
    assertThat(complete(shell, "stop we")).isIn("", "we");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void the_shell_reads_the_script_without_a_word(String shell) throws Exception {
    assumeTrue(isThere(shell), "no " + shell + " on PATH");
    assertThat(run(List.of(shell, "-n", script(shell).toString()))).isEmpty();
  }

  @Test
  void the_names_are_those_of_machines_and_their_workspaces() throws IOException {
    Path devpod = Files.createDirectories(home.resolve(".devpod"));
    Files.writeString(
        devpod.resolve("config.yaml"),
        """
        contexts:
          default:
            providers:
              dokploy:
                options:
                  DOKPLOY_SERVER_URL:
                    value: https://a.example.com
        """);
    Path context = devpod.resolve("contexts/default");
    Path machine = Files.createDirectories(context.resolve("machines/devpod-shop-1a2b3"));
    Files.writeString(machine.resolve("machine.json"), "{\"provider\":{\"name\":\"dokploy\"}}");
    Path workspace = Files.createDirectories(context.resolve("workspaces/shop"));
    Files.writeString(
        workspace.resolve("workspace.json"), "{\"machine\":{\"machineId\":\"devpod-shop-1a2b3\"}}");
    Files.createDirectories(home.resolve("data/machines/api"));
    // bash would run it.
    Files.createDirectories(home.resolve("data/machines/$(reboot)"));
    assertThat(names()).isEqualTo("api\ndevpod-shop-1a2b3\nshop\n");
  }

  @Test
  void where_the_clients_file_is_damaged_there_are_no_names() throws IOException {
    Files.createDirectories(home.resolve(".devpod"));
    Files.writeString(home.resolve(".devpod/config.yaml"), "contexts: [");
    assertThat(names()).isEmpty();
  }

  private String names() {
    var desk = new Desk(home);
    assertThat(desk.run(List.of("__machines"))).isZero();
    assertThat(desk.err()).isEmpty();
    assertThat(desk.calls()).isEmpty();
    return desk.out();
  }

  /** What the last word becomes. */
  private String complete(String shell, String line) throws Exception {
    assumeTrue(isThere(shell), "no " + shell + " on PATH");
    String script = script(shell).toString();
    String whole = "dokploy-provider " + line;
    String said =
        switch (shell) {
          case "bash" ->
              run(
                  List.of(
                      "bash",
                      "--norc",
                      "-c",
                      "source \"$1\"; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                          + " _dokploy_provider dokploy-provider \"${COMP_WORDS[COMP_CWORD]}\";"
                          + " printf '%s\\n' \"${COMPREPLY[@]}\"",
                      "bash",
                      script,
                      whole));
          case "zsh" -> run(List.of("zsh", "-f", "-c", ZSH_AT_A_TERMINAL, "zsh", script, whole));
          default ->
              run(
                  List.of(
                      "fish",
                      "--no-config",
                      "-c",
                      "source $argv[1]; complete -C $argv[2] | string replace -r '\\t.*' ''",
                      script,
                      whole));
        };
    String text = said.strip();
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  private Path script(String shell) throws IOException {
    var desk = new Desk(home);
    assertThat(desk.run(List.of("completion", shell))).isZero();
    return Files.writeString(home.resolve("completion"), desk.out());
  }

  private String run(List<String> words) throws Exception {
    var builder = new ProcessBuilder(words).directory(bin.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                home.toString(),
                "PATH",
                bin + ":" + System.getenv("PATH"),
                "TERM",
                "dumb"));
    var process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static boolean isThere(String shell) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
  }
}
