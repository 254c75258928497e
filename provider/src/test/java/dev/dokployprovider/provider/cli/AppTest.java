package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.options.ProviderYaml;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a function; with a server and a machine it is shown in e2e. */
class AppTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void without_a_verb_the_help_is_shown() {
    assertThat(run(List.of(), Map.of())).isZero();
    assertThat(text(out)).startsWith("Usage: dokploy-provider VERB").contains("  create ");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void a_problem_of_a_typed_verb_ends_as_every_other() {
    assertThat(run(List.of("stats"), Map.of())).isEqualTo(2);
    assertThat(text(err))
        .isEqualTo(
            """
            dokploy-provider: Unknown command "stats".
              > Did you mean:
              > dokploy-provider status
              > See: dokploy-provider --help
            """);
    assertThat(text(out)).isEmpty();
  }

  /** The first line of progress comes before the command line is read; each run has its result. */
  @Test
  void a_verb_with_json_that_can_not_even_be_called_begins_and_ends_as_every_other() {
    assertThat(run(List.of("stop", "--json", "web", "more"), Map.of())).isEqualTo(2);
    assertThat(text(out).lines().toList())
        .hasSize(3)
        .satisfiesExactly(
            line -> assertThat(line).contains("\"event\":\"started\"", "\"stage\":\"look\""),
            line -> assertThat(line).contains("\"event\":\"failed\"", "\"stage\":\"look\""),
            line ->
                assertThat(line)
                    .contains("\"event\":\"result\"", "\"verb\":\"stop\"", "\"exitCode\":2")
                    .contains("has no argument"));
  }

  @Test
  void a_word_where_a_process_id_belongs_is_no_failure_of_the_program() {
    assertThat(run(List.of("connect", "foo"), Map.of("MACHINE_ID", "web"))).isNotZero();
    assertThat(text(err)).contains("MACHINE_FOLDER").doesNotContain("NumberFormatException");
  }

  @ParameterizedTest
  @CsvSource({
    "command, 255, DevPod calls, dokploy-provider ssh my-machine -- uname -a",
    "command web, 255, DevPod calls, dokploy-provider ssh web -- uname -a",
    "connect web, 2, this program calls itself, dokploy-provider ssh web",
    "dial web, 2, ssh calls, dokploy-provider ssh web",
    "take-back, 2, this program calls itself, dokploy-provider prune",
    "option DOKPLOY_SERVER, 2, DevPod calls, dokploy-provider options",
    "sub-options x, 2, DevPod calls, dokploy-provider options",
    "provider-yaml, 2, an installation calls, dokploy-provider provider-yaml dokploy-dev",
    "train, 2, the build calls, dokploy-provider --help"
  })
  void who_types_what_a_program_calls_is_told_what_to_type(
      String typed, int exitCode, String caller, String instead) {
    assertThat(run(List.of(typed.split(" ", -1)), Map.of())).isEqualTo(exitCode);
    assertThat(text(err)).contains("is what " + caller, instead);
  }

  @Test
  void help_for_a_mistyped_verb_names_the_one_that_is_meant() {
    assertThat(run(List.of("help", "lst"), Map.of())).isEqualTo(2);
    assertThat(text(err))
        .contains("Unknown command \"lst\".", "Did you mean:", "dokploy-provider help list");
  }

  @Test
  void the_version_is_the_builds() {
    assertThat(run(List.of("version"), Map.of())).isZero();
    assertThat(text(out)).matches("\\d+\\.\\d+\\.\\d+\nAOT cache: not in use\n");
  }

  @Test
  void provider_yaml_is_printed_for_a_development_install() {
    assertThat(run(List.of("provider-yaml", "dokploy-dev", "/opt/x y/dokploy-provider"), Map.of()))
        .isZero();
    assertThat(text(out))
        .startsWith("name: \"dokploy-dev\"\nversion: \"")
        .contains("path: \"/opt/x y/dokploy-provider\"");
  }

  /** The caller stops with the first failure; what is wrong is for `init` to say. */
  @Test
  void sub_options_are_there_also_when_dokploy_does_not_answer() {
    for (var environment :
        List.of(
            Map.<String, String>of(),
            Map.of("DOKPLOY_SERVER_URL", "http://127.0.0.1:9", "DOKPLOY_API_TOKEN", "key"),
            Map.of("DOKPLOY_SERVER_URL", "nonsense", "DOKPLOY_API_TOKEN", "key"))) {
      out.reset();
      assertThat(run(List.of("sub-options"), environment)).isZero();
      assertThat(text(out)).isEqualTo(ProviderYaml.subOptions(List.of()));
      assertThat(text(err)).isEmpty();
    }
  }

  @Test
  void command_ends_with_255_when_it_is_our_fault_so_that_no_client_takes_it_for_the_remotes() {
    assertThat(run(List.of("command"), Map.of())).isEqualTo(255);
    assertThat(text(err)).contains("MACHINE_ID");
  }

  @Test
  void an_error_of_the_java_runtime_is_a_fault_of_the_program_that_is_reported() {
    var full =
        new PrintStream(out, true, StandardCharsets.UTF_8) {
          @Override
          public void println(String text) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    int exitCode =
        App.run(
            List.of("version"),
            Map.of(),
            new Streams(full, stream(err), Terminals.NONE, false, false));
    assertThat(exitCode).isEqualTo(1);
    assertThat(text(err))
        .contains(
            "The provider failed in a way it should not.", "OutOfMemoryError: Java heap space");
  }

  @Test
  void a_verb_says_what_variable_it_misses() {
    assertThat(run(List.of("status"), Map.of("MACHINE_ID", "x"))).isEqualTo(2);
    assertThat(text(err)).contains("The variable MACHINE_FOLDER is not set.");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void a_failure_shows_a_trace_only_when_debugging(@TempDir Path folder) {
    var environment = Map.of("MACHINE_ID", "x", "MACHINE_FOLDER", folder.toString());
    run(List.of("status"), environment);
    assertThat(text(err)).doesNotContain("\tat ");
    run(
        List.of("status"),
        Map.of("MACHINE_ID", "x", "MACHINE_FOLDER", folder.toString(), "DEVPOD_DEBUG", "true"));
    assertThat(text(err)).contains("\tat ");
  }

  private int run(List<String> args, Map<String, String> environment) {
    return App.run(
        args, environment, new Streams(stream(out), stream(err), Terminals.NONE, false, false));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
