package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "-h", "help"})
  void help_lists_every_verb(String args) {
    var desk = new Desk(home);
    assertThat(desk.run(words(args))).isZero();
    assertThat(desk.out()).startsWith("Usage: dokploy-provider VERB");
    verbs().forEach(verb -> assertThat(desk.out()).containsPattern("(?m)^  " + verb + " +\\S"));
    assertThat(desk.calls()).isEmpty();
  }

  static List<String> verbs() {
    return List.copyOf(
        Typed.commandLine(new Desk(Path.of("/nowhere")).kit()).getSubcommands().keySet());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void every_verb_has_help_in_three_ways_and_does_nothing_then(String verb) {
    for (var args : List.of(List.of(verb, "--help"), List.of(verb, "-h"), List.of("help", verb))) {
      var desk = new Desk(home);
      assertThat(desk.run(args)).as("%s", args).isZero();
      assertThat(desk.out()).contains("dokploy-provider " + verb);
      assertThat(desk.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 200})
  void no_line_of_the_help_is_longer_than_the_terminal(int width) {
    for (String verb : verbs()) {
      var desk = new Desk(home).width(width);
      desk.run(List.of("help", verb));
      assertThat(desk.out().lines()).allMatch(line -> line.length() <= Math.max(60, width));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120})
  void a_line_of_the_help_ends_where_the_next_word_does_not_fit(int width) {
    for (String verb : verbs()) {
      var desk = new Desk(home).width(width);
      desk.run(List.of("help", verb));
      var lines = desk.out().lines().toList();
      for (int i = 0; i + 1 < lines.size(); i++) {
        String line = lines.get(i);
        String next = lines.get(i + 1);
        if (isProse(line) && isProse(next) && !line.matches(".*[.:]")) {
          assertThat(line.length() + 1 + next.indexOf(' '))
              .as("%s: \"%s\", then \"%s\"", verb, line, next)
              .isGreaterThanOrEqualTo(width - 1);
        }
      }
    }
  }

  private static boolean isProse(String line) {
    return line.matches("\\p{L}.* .*") && !line.startsWith("Usage:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void the_version_is_one_word(String option) {
    var desk = new Desk(home);
    assertThat(desk.run(List.of(option))).isZero();
    assertThat(desk.out()).isEqualTo("1.2.3\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create my machine | The name of a machine is one word. | dokploy-provider create my-machine",
        "restore web web.backup | Missing required option: '--from=FILE'. | dokploy-provider restore web --from web.backup",
        "restore web   | Missing required option: '--from=FILE'. | dokploy-provider restore web --from web.backup",
        "move web      | Missing required option: '--server=SERVER'. | dokploy-provider move web --server far",
        "strat web     | Unknown command \"strat\".               | dokploy-provider start web",
        "up web        | Unknown command \"up\".                  | dokploy-provider create web",
        "explode       | Unknown command \"explode\".             |",
        "start web --provdier x | \"start\" has no option \"--provdier\". | dokploy-provider start web --provider x",
        "stop a b      | \"stop\" has no argument \"b\".           |",
        "ssh web uname -a | \"ssh\" has no option \"-a\". | dokploy-provider ssh web -- uname -a",
        "--hepl        | dokploy-provider has no option \"--hepl\". | dokploy-provider --help",
        "completion tcsh | Invalid value for SHELL: \"tcsh\". One of: bash, zsh, fish. |",
        "logs web --source bogus | Invalid value for --source: \"bogus\". One of: deployment, container, sshd, dockerd. |",
        "logs web --tail few | Invalid value for --tail: \"few\" is not a whole number. |",
        "logs web --tail | Missing required parameter for option '--tail' (NUMBER). |",
        "stop          | Missing required parameter: 'NAME'.       |",
        "--json list   | Options of a command stand behind it: \"--json\". | dokploy-provider list --json",
        "--yes delete web | Options of a command stand behind it: \"--yes\". | dokploy-provider delete --yes web",
        "--provider x list --long | Options of a command stand behind it: \"--provider\". | dokploy-provider list --provider x --long",
        "--context=c stop web | Options of a command stand behind it: \"--context=c\". | dokploy-provider stop --context=c web",
        "--jsno list   | dokploy-provider has no option \"--jsno\". |",
        "-v list       | dokploy-provider has no option \"-v\". |",
        "-- list       | Unknown command \"list\". | dokploy-provider list",
        "list -jl      | \"list\" has no option \"-jl\". |",
        "list --jsno   | \"list\" has no option \"--jsno\". | dokploy-provider list --json",
        "create -x     | \"create\" has no option \"-x\". |",
        "create --sever far | \"create\" has no option \"--sever\". |",
        "delete -yx    | Missing required parameter: 'NAME'. |",
        "init          | \"init\" is what DevPod calls, with the options as variables. | dokploy-provider doctor",
        "help init     | \"init\" is what DevPod calls, with the options as variables. | dokploy-provider doctor",
        "option        | \"option\" is what DevPod calls, with the name of a required option. | dokploy-provider options",
        "help option   | \"option\" is what DevPod calls, with the name of a required option. | dokploy-provider options",
        "sub-options x | \"sub-options\" is what DevPod calls, for the values of an option. | dokploy-provider options",
        "connect web   | \"connect\" is what this program calls itself. | dokploy-provider ssh web",
        "rejoin        | \"rejoin\" is what this program calls itself. | dokploy-provider ssh my-machine",
        "dial          | \"dial\" is what ssh calls, with a host and a port. | dokploy-provider ssh my-machine",
        "take-back     | \"take-back\" is what this program calls itself. | dokploy-provider prune",
        "train         | \"train\" is what the build calls, with the commands to run. |",
        "provider-yaml | \"provider-yaml\" is what an installation calls, with the provider's name and the file of this program. | dokploy-provider provider-yaml dokploy-dev /usr/local/bin/dokploy-provider",
        "help explode  | Unknown command \"explode\". |",
        "login --token-stdni https://a.example.com | \"login\" has no option \"--token-stdni\". | dokploy-provider login --token-stdin https://a.example.com",
        "stop a --context | Missing required parameter for option '--context' (NAME). |"
      })
  void a_wrong_call_says_what_is_wrong_and_what_may_be_meant(
      String args, String what, String meant) {
    assertThatThrownBy(() -> new Desk(home).run(words(args)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              var problem = (Problem.WrongCall) e.problem();
              assertThat(problem.what()).isEqualTo(what);
              assertThat(problem.meant()).isEqualTo(meant == null ? List.of() : List.of(meant));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login https://a.example.com sesame-key",
        "login sesame-key https://a.example.com",
        "login --token sesame-key https://a.example.com",
        "login --token=sesame-key https://a.example.com",
        "login -k sesame-key https://a.example.com"
      })
  void a_key_on_the_command_line_is_not_repeated(String args) {
    assertThatThrownBy(() -> new Desk(home).run(words(args)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              var problem = (Problem.WrongCall) e.problem();
              assertThat(problem.toString()).doesNotContain("sesame").contains("no key on the");
              assertThat(problem.meant())
                  .containsExactly(
                      "dokploy-provider login https://a.example.com",
                      "dokploy-provider login --token-stdin https://a.example.com < key-file");
            });
  }

  @Test
  void an_option_of_ssh_is_one_for_the_users_own_ssh() {
    assertThatThrownBy(() -> new Desk(home).run(words("ssh -L 8080:localhost:8080 web")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              var problem = (Problem.WrongCall) e.problem();
              assertThat(problem.what()).contains("no option \"-L\"; your own ssh has");
              assertThat(problem.meant())
                  .containsExactly("dokploy-provider config-ssh", "ssh -L 8080:localhost:8080 web");
            });
  }

  @Test
  void what_is_meant_is_never_a_line_that_a_shell_would_run_otherwise() {
    assertThatThrownBy(() -> new Desk(home).run(List.of("strat", "$(reboot)")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(((Problem.WrongCall) e.problem()).meant()).isEmpty());
  }

  @Test
  void a_verb_of_devpods_is_called_as_devpod_would_call_it() {
    var desk = new Desk(home).server("https://a.example.com", "key");
    assertThat(desk.run(List.of("create", "web"))).isZero();
    assertThat(desk.calls()).containsExactly("create web");
    assertThat(desk.environment())
        .containsEntry("MACHINE_ID", "web")
        .containsEntry("MACHINE_FOLDER", home.resolve("data/machines/web").toString())
        .containsEntry("DOKPLOY_SERVER_URL", "https://a.example.com");
  }

  @Test
  void delete_needs_a_yes() throws IOException {
    Files.createDirectories(home.resolve("data/machines/web"));
    var script = new Desk(home).server("https://a.example.com", "key");
    assertThatThrownBy(() -> script.run(List.of("delete", "web")))
        .isInstanceOf(ProblemException.class);
    var no = new Desk(home).server("https://a.example.com", "key").answers("n\n");
    assertThat(no.run(List.of("delete", "web"))).isZero();
    assertThat(no.err())
        .isEqualTo("Delete the machine web with its volumes? [y/N] Nothing was deleted.\n");
    assertThat(script.calls()).isEmpty();
    assertThat(no.calls()).isEmpty();
    assertThat(home.resolve("data/machines/web")).exists();
    var yes = new Desk(home).server("https://a.example.com", "key").answers("y\n");
    assertThat(yes.run(List.of("delete", "web"))).isZero();
    assertThat(yes.calls()).containsExactly("delete web");
    assertThat(home.resolve("data/machines/web")).doesNotExist();
  }

  @Test
  void support_prints_nothing_for_a_machine_that_does_not_exist() {
    var desk = new Desk(home).server("https://a.example.com", "key");
    assertThatThrownBy(() -> desk.run(List.of("support", "nosuch")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.UnknownMachine.class));
    assertThat(desk.out()).isEmpty();
  }

  @Test
  void a_create_that_fails_leaves_no_folder() throws IOException {
    var desk = new Desk(home).server("https://a.example.com", "key").ends(6);
    Files.createDirectories(home.resolve("data/machines/web/cache"));
    assertThat(desk.run(List.of("create", "web"))).isEqualTo(6);
    assertThat(home.resolve("data/machines/web")).doesNotExist();
  }

  private static List<String> words(String args) {
    return args.isBlank() ? List.of() : List.of(args.strip().split(" +", -1));
  }
}
