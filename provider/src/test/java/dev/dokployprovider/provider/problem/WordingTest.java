package dev.dokployprovider.provider.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.Problem.*;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

public class WordingTest {

  /** One of each kind. */
  public static Stream<Problem> problems() {
    var server = URI.create("https://dokploy.example.com");
    return Stream.of(
        new WrongCall("Unknown command \"strat\".", true, List.of("dokploy-provider start"), ""),
        new NotSetUp("", List.of("/home/me/.devpod/config.yaml"), List.of()),
        new SeveralProviders(List.of("dokploy of devpod (context default)")),
        new UnknownMachine("wbe", List.of("web"), List.of()),
        new SeveralMachines(
            "web",
            List.of(
                "dokploy of devpod (context default): /home/me/m/web",
                "dokploy of devpod (context default): /home/me/m/web-1a2b3"),
            List.of("api", "web-1a2b3")),
        new NothingLeftOver("web"),
        new UnreadableFile(Path.of("/home/me/.devpod/config.yaml"), "It is DevPod's."),
        new NoToken("file:/home/me/key", "There is no such file.", "Store a key in that file."),
        new MissingOption(
            "DOKPLOY_SERVER_URL",
            "It is the address of your Dokploy.",
            "https://dokploy.example.com"),
        new NotConfigured(List.of("DOKPLOY_SERVER_URL", "DOKPLOY_API_TOKEN")),
        new BadOption(
            "INACTIVITY_TIMEOUT",
            Optional.of("soon"),
            "a duration is written as 90s, 10m or 1h30m.",
            "Stop the machine when it has not been used for this long.\nFor example:\n"
                + "devpod provider set-options dokploy -o INACTIVITY_TIMEOUT=10m"),
        new MissingVariable("MACHINE_ID"),
        new BadMachineId("My App"),
        new Unwritable(Path.of("/home/me/.local/share/dokploy-provider"), "Permission denied."),
        new NoOpenSsh("ssh"),
        new SshNotRun("Cannot allocate memory"),
        new BrokenRecord(Path.of("/home/me/m/web/dokploy.json"), "It is empty."),
        new ServerUnreachable(
            server,
            "The host refuses the connection: nothing listens at that port.",
            "Check the port in DOKPLOY_SERVER_URL (Dokploy's own is 3000), and that Dokploy runs."),
        new NotDokploy(server, "It answered with HTTP 200: a page."),
        new Intermediary(
            server,
            403,
            Intermediary.Kind.BLOCKED,
            "Cloudflare",
            "error code: 1010",
            Optional.empty()),
        new ServerRedirects(server, "https://sso.example.com/login"),
        new ServerTooOld("0.20.0", "0.22.7"),
        new BadToken(),
        new KeyRefused(server),
        new NotAllowed("compose.create", "no permission"),
        new Missing("compose.one", "Compose not found"),
        new ProjectUnusable("devpod-workspaces", "It has no environment."),
        new ServerFailed("compose.start", "no space left on device"),
        new ForeignService("web", "devpod-workspaces", "mine"),
        new DeploymentFailed(
            "web", DeploymentFault.IMAGE_NOT_FOUND, List.of("debian:99: not found")),
        new DeploymentTimedOut("web", Duration.ofMinutes(20), "Docker builds and starts it"),
        new DeploymentStillRuns("web", Duration.ofMinutes(10)),
        new DeletedMeanwhile("web"),
        new ConnectionLost("web", "the connection is refused"),
        new StillConnecting("web", Duration.ofSeconds(17)),
        new PortsUsedUp("2222-2250", "all ports are allocated"),
        new FailedToStart("web", "Its container is exited, exit code 1."),
        new StartTimedOut("web", Duration.ofMinutes(2), "Docker says: no container yet."),
        new StartFailed("web", DeploymentFault.DEVICE_MISSING, List.of("no /dev/net/tun")),
        new MachineBusy("web", "A deployment of it is running or queued."),
        new CommandsDoNotRun("web", "root", 0, List.of("WELCOME")),
        new UnknownSshHost(
            List.of(
                new Attempt("ssh.example.com (DOKPLOY_SSH_HOST)", "there is no host of that name")),
            UnknownSshHost.Source.OPTION),
        new TraefikUnreachable(
            443,
            List.of(
                new Attempt(
                    "dokploy.example.com (DOKPLOY_SERVER_URL)", "the connection is refused"))),
        new JumpHostUnusable(
            "me@bastion", List.of("-l", "me", "bastion"), "me@bastion: Permission denied"),
        new OtherDokploy("web", "https://a.example.com", "https://b.example.com"),
        new MachineNotFound("web"),
        new MachineStopped("web", "Its container is exited."),
        new MachineUnreachable(
            "web",
            List.of(new Attempt("dokploy.example.com:2222", "the connection is refused")),
            List.of("Docker says: container devpod-web-a1b2c3-machine-1 is running."),
            List.of(Hint.values()),
            Optional.of("me@bastion")),
        new WrongHostKey("web", "dokploy.example.com:2222"),
        new DockerNotReady("web", List.of("failed to mount overlay: operation not permitted")),
        new DockerNotUsable("web", List.of("there is no docker client")),
        new LeftBehind(
            "devpod-web-a1b2c3", Optional.of("far"), List.of("devpod-web-a1b2c3-machine-1")),
        new UnknownCall("compose.one"),
        new Refused("compose.update", 413, "Body exceeded 1mb limit", List.of()),
        new ServerBusy(503, "no available server", Optional.of("5")),
        new AnswerTooLarge("project.all", 5),
        new UnreadableAnswer("compose.one", "a list expected"),
        new RemoteServerLost("far", "SSH connection error: connect ECONNREFUSED 192.0.2.7:22"),
        new PortUnknown("unauthorized to access resource \"docker\""),
        new MissingPermissions(List.of(Permission.values())),
        new UnusableBackup(
            Path.of("/home/me/web.backup"), "The volume home in it is not what was saved."),
        new BackupRefused(
            "web",
            List.of("It has no GNU tar."),
            List.of("Have them installed: DOKPLOY_MACHINE_PACKAGES=\"tar gzip\".")),
        new BackupFailed("web", List.of("Files were changed meanwhile in /root: ./notes.")),
        new NotMoved(
            new RestoreFailed(
                "web",
                List.of("tar: ./x: Cannot write: No space left on device"),
                Path.of("/home/me/.devpod/move.backup")),
            "web",
            Optional.of("far"),
            Optional.empty()),
        new MoveUnfinished("web", Optional.of("far"), Optional.of("near")),
        new RestoreFailed(
            "web", List.of("No byte came for 2 minutes."), Path.of("/home/me/web.backup")),
        new Interrupted(),
        new AnotherRun("the machine web", Duration.ofMinutes(20)),
        new FailedToStop(
            "web", "Its container still runs 2 minutes after Docker was asked to stop it."),
        new TakenOver("web"),
        new CreatedElsewhere("web"),
        new Kept(new DockerNotReady("web", List.of("failed to mount")), "web", "devpod-workspaces"),
        new Undone(new Interrupted()),
        new NotUndone(new Interrupted(), "web", "Dokploy can't be reached."),
        new Unexpected("NullPointerException"));
  }

  /** Those, and each of the words that a kind has by its data. */
  public static Stream<Problem> variants() {
    var server = URI.create("https://dokploy.example.com");
    return Stream.of(
            problems(),
            Arrays.stream(DeploymentFault.values())
                .flatMap(fault ->
                    Stream.of(
                        new StartFailed("web", fault, List.of("no")),
                        new DeploymentFailed("web", fault, List.of()),
                        new Undone(new DeploymentFailed("web", fault, List.of("no"))))),
            Arrays.stream(Intermediary.Kind.values())
                .map(kind -> new Intermediary(server, 403, kind, "", "", Optional.of("7"))),
            Arrays.stream(UnknownSshHost.Source.values())
                .map(source -> new UnknownSshHost(List.of(), source)),
            Stream.of(400, 409, 413, 415)
                .map(status -> new Refused("compose.update", status, "", List.of("image: no"))),
            Stream.of("project.create", "compose.delete", "docker.getConfig", "server.all", "x")
                .map(call -> new NotAllowed(call, "no")),
            Stream.of("https://dokploy.example.com/api/x", "https://sso.example.com/login", "/x")
                .map(to -> new ServerRedirects(server, to)),
            Stream.of(new FailedToStart("web", "no"), new StartTimedOut("web", Duration.ZERO, "no"))
                .map(Undone::new),
            Stream.of(
                new NotSetUp(" --provider x", List.of(), List.of()),
                new NotSetUp(
                    " --provider x", List.of(), List.of("dokploy-dev of devpod (context default)")),
                new UnknownMachine("web", List.of(), List.of()),
                new UnknownMachine(
                    "web", List.of(), List.of("dokploy of devpod (context default)")),
                new LeftBehind("devpod-web-a1b2c3", Optional.empty(), List.of()),
                new ServerBusy(429, "", Optional.empty()),
                new WrongCall("There is none.", false, List.of(), "login")))
        .flatMap(stream -> stream);
  }

  @ParameterizedTest
  @CsvSource({"root@web", "web:2222", "me@web:22"})
  void a_machine_that_is_named_as_for_ssh_is_found_among_the_known(String name) {
    assertThat(Wording.of(new UnknownMachine(name, List.of("web"), List.of())).fix())
        .contains("Did you mean web?");
  }

  /** In capitals, or for a reader to guess; a key is the only thing that can't be filled in. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\b(HOST|NAME|WORKSPACE|SOURCE|MACHINE|SERVER|FILE|ID)\\b(?![:=])|<[a-z ]+>");

  @ParameterizedTest
  @MethodSource("variants")
  void every_line_can_be_used_as_it_is(Problem problem) {
    var message = Wording.of(problem);
    var lines = new ArrayList<>(message.fix());
    lines.addAll(message.why());
    lines.add(message.what());
    assertThat(lines).noneMatch(line -> PLACEHOLDER.matcher(line).find());
    assertThat(lines).allMatch(line -> !line.contains("%s"));
  }

  @ParameterizedTest
  @EnumSource
  void no_fix_of_a_deployment_has_a_placeholder(DeploymentFault fault) {
    assertThat(Wording.of(new DeploymentFailed("web", fault, List.of())).fix())
        .noneMatch(line -> PLACEHOLDER.matcher(line.replace("NAME=/PATH", "")).find());
  }

  /** Who reads it has just typed a secret, or keeps one in an option. */
  @ParameterizedTest
  @MethodSource("variants")
  void no_line_to_paste_has_a_key_in_it(Problem problem) {
    assertThat(Wording.of(problem).fix())
        .noneMatch(line -> line.matches(".*DOKPLOY_API_TOKEN=(?!YOUR_KEY$|YOUR_KEY ).+"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void every_problem_says_what_and_what_to_do_in_whole_sentences(Problem problem) {
    var message = Wording.of(problem);
    assertThat(message.what()).endsWith(".").hasSizeBetween(10, 200).doesNotContain("\n");
    assertThat(message.fix()).isNotEmpty().allMatch(line -> !line.isBlank());
    assertThat(message.why()).allMatch(line -> !line.isBlank());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void every_problem_has_an_exit_code_that_is_neither_success_nor_sshs(Problem problem) {
    assertThat(ExitCode.of(problem)).isIn(1, 2, 3, 4, 5, 6, 130);
  }

  @ParameterizedTest
  @EnumSource
  void every_fault_of_a_deployment_says_what_failed_and_what_to_do(DeploymentFault fault) {
    var message = Wording.of(new DeploymentFailed("x", fault, List.of("exit code: 1")));
    assertThat(message.what())
        .startsWith("The deployment of the machine failed: ")
        .endsWith(".")
        .hasSizeBetween(40, 140);
    assertThat(message.fix()).hasSizeBetween(2, 3).allMatch(line -> !line.isBlank());
  }

  @Test
  void a_server_that_lacks_something_is_told_the_versions_that_are_needed() {
    for (var fault : List.of(DeploymentFault.COMPOSE_TOO_OLD, DeploymentFault.BUILDER_TOO_OLD)) {
      assertThat(Wording.of(new DeploymentFailed("x", fault, List.of())).fix().getFirst())
          .contains("Docker 20.10", "Compose 2.23.1");
    }
  }

  /** That wait is of a fixed length: an option for another one would be advised in vain. */
  @Test
  void who_waited_for_another_deployment_is_advised_no_option() {
    assertThat(Wording.of(new DeploymentStillRuns("x", Duration.ofMinutes(10))).toString())
        .contains("10 minutes", "later")
        .doesNotContain("DOKPLOY_CREATE_TIMEOUT");
  }

  @Test
  void no_kind_of_problem_is_forgotten_here() {
    assertThat(problems().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Problem.class.getPermittedSubclasses()).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "http://d.test, https://d.test/api/project.all, DOKPLOY_SERVER_URL=https://d.test",
    "http://d.test, https://d.test/sub/api/project.all, DOKPLOY_SERVER_URL=https://d.test/sub",
    "https://d.test, https://sso.d.test/login?rd=x, Let calls to https://d.test/api pass that login",
    "https://d.test, /auth/sign-in, Let calls to https://d.test/api pass that login",
    "https://d.test, https://elsewhere.test/, If Dokploy is there",
    "https://d.test, not a uri, If Dokploy is there"
  })
  void a_redirect_says_which_address_to_set_or_what_stands_before(
      String server, String location, String expected) {
    var message = Wording.of(new ServerRedirects(URI.create(server), location));
    assertThat(String.join("\n", message.fix())).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "project.create, Create Projects",
    "compose.create, Create Services",
    "compose.delete, Delete Services",
    "docker.getConfig, Access to Docker",
    "dockerImage.removeImage, Access to Docker",
    "server.withSSHKey, administrator",
    "compose.one, to use this service"
  })
  void a_missing_permission_is_called_by_its_name(String call, String permission) {
    var message = Wording.of(new NotAllowed(call, "Permission denied"));
    assertThat(message.fix().getFirst()).contains(permission);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOGIN | asks for a login of its own | https://d.test/api",
        "CHALLENGE | wants to see a browser | https://d.test/api",
        "BLOCKED | blocks this call | https://d.test/api",
        "NO_DOKPLOY | does not reach Dokploy | docker service ps dokploy",
        "TOO_MANY | allows no more calls | after 7 s"
      })
  void what_is_in_front_of_dokploy_is_named_and_never_dokploy(
      Intermediary.Kind kind, String what, String fix) {
    for (String by : List.of("Cloudflare", "")) {
      var message =
          Wording.of(
              new Intermediary(
                  URI.create("https://d.test"),
                  403,
                  kind,
                  by,
                  "error code: 1010",
                  Optional.of("7")));
      assertThat(message.what()).contains("in front of Dokploy", what).contains(by);
      assertThat(message.why().getFirst())
          .isEqualTo("The answer (HTTP 403) is not Dokploy's: error code: 1010");
      assertThat(String.join("\n", message.fix())).contains(fix);
      assertThat(message.toString()).doesNotContain("Dokploy says");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "520 | gave it no answer | docker service ps dokploy",
        "521 | refused its connection | docker service ps dokploy",
        "522 | connection to the server timed out | docker service ps dokploy",
        "523 | no route to the server | docker service ps dokploy",
        "524 | did not answer in time | docker service ps dokploy",
        "525 | TLS handshake with the server failed | a valid certificate",
        "526 | does not trust the server's certificate | a valid certificate",
        "530 | DNS has no address | docker service ps dokploy",
      })
  void a_status_of_a_cdn_says_what_is_wrong_between_it_and_the_server(
      int status, String meaning, String fix) {
    var message = Wording.of(withoutDokploy(status));
    assertThat(message.what())
        .isEqualTo("The reverse proxy in front of Dokploy (Cloudflare) does not reach Dokploy.");
    assertThat(message.why()).hasSize(2).last().asString().contains(meaning);
    assertThat(message.fix().getFirst()).contains(fix);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504, 527, 528, 529})
  void of_a_status_that_tells_no_more_no_more_is_said(int status) {
    assertThat(Wording.of(withoutDokploy(status)).why())
        .containsExactly("The answer (HTTP %d) is not Dokploy's.".formatted(status));
  }

  private static Intermediary withoutDokploy(int status) {
    return new Intermediary(
        URI.create("https://d.test"),
        status,
        Intermediary.Kind.NO_DOKPLOY,
        "Cloudflare",
        "",
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"409, run it again", "413, too large", "415, Content-Type", "400, Check the options"})
  void a_refusal_says_what_to_do(int status, String expected) {
    var message = Wording.of(new Refused("compose.update", status, "no", List.of()));
    assertThat(message.fix().getFirst()).contains(expected);
  }

  @Test
  void a_text_from_outside_can_not_move_the_cursor() {
    var message = Wording.of(new BadMachineId("a\u001B[2Jb\r\n"));
    assertThat(message.what()).contains("\"a?[2Jb??\"");
  }

  @Test
  void where_the_service_is_removed_again_nobody_is_sent_to_look_at_it() {
    var log = List.of("no such image");
    for (Problem cause :
        List.of(
            new DeploymentFailed("x", DeploymentFault.UNKNOWN, log),
            new DeploymentFailed(
                "x", DeploymentFault.UNKNOWN, log, Optional.of(Path.of("/data/logs/x.log"))),
            new DeploymentTimedOut("x", Duration.ofMinutes(20), "waiting"),
            new FailedToStart("x", "Its container is exited, exit code 1."))) {
      var message = Wording.of(new Undone(cause));
      assertThat(message.fix()).noneMatch(line -> line.contains("at the service"));
      assertThat(message.why()).last().asString().contains("removed again");
    }
  }

  @Test
  void a_log_that_is_kept_is_named_in_place_of_Dokploys_page() {
    var failed =
        new DeploymentFailed(
            "x",
            DeploymentFault.UNKNOWN,
            List.of("exit code: 3"),
            Optional.of(Path.of("/data/logs/x.log")));
    assertThat(Wording.of(failed).fix())
        .contains("The whole log: /data/logs/x.log")
        .noneMatch(line -> line.contains("page"));
  }
}
