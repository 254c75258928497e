package dev.dokployprovider.provider.machine.doctor;

import static dev.dokployprovider.provider.machine.doctor.Verdict.FAILED;
import static dev.dokployprovider.provider.machine.doctor.Verdict.OK;
import static dev.dokployprovider.provider.machine.doctor.Verdict.SKIPPED;
import static dev.dokployprovider.provider.machine.doctor.Verdict.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.ApiKey;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.doctor.ComputerChecks.Mode;
import dev.dokployprovider.provider.machine.doctor.Network.Reached;
import dev.dokployprovider.provider.machine.doctor.ServerChecks.FirstCall;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.ProviderYaml;
import dev.dokployprovider.provider.options.TokenReference;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import dev.dokployprovider.provider.ssh.RunResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each decision of the doctor, over what was seen. */
class ChecksTest {
  private static final URI SERVER = URI.create("https://d.example.com");
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final ApiKey LIMITED =
      new ApiKey(Optional.of(new ApiKey.Limit(10, Duration.ofDays(1))), Optional.empty());
  private static final Optional<TokenReference> FILE = TokenReference.of("file:/k");
  private static final PublishedPorts RANGE = PublishedPorts.parse("2222-2224");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DOKPLOY_MACHINE_MEMROY | Did you mean DOKPLOY_MACHINE_MEMORY?",
        "DOKPLOY_PROJECT        | DOKPLOY_PROJECT is not an option, and is ignored.",
        "DOKPLOY_SSH_PORT       | Did you mean DOKPLOY_SSH_PORTS?",
        "DOKPLOY_WEATHER        | DOKPLOY_WEATHER is not an option, and is ignored."
      })
  void a_name_that_no_option_has_is_reported(String name, String words) {
    var finding = OptionChecks.names(Set.of(name, "DOKPLOY_SERVER_URL", "PATH"));
    assertThat(finding.verdict()).isEqualTo(WARNING);
    assertThat(finding.message().what()).contains(words);
  }

  @Test
  void the_variables_of_the_program_itself_are_known() {
    assertThat(
            OptionChecks.names(
                    Set.of("DOKPLOY_JAVA", "DOKPLOY_LIVE_CONNECTION", "DOKPLOY_PROVIDER"))
                .verdict())
        .isEqualTo(OK);
  }

  @Test
  void every_name_that_devpod_itself_sets_is_known() {
    var names =
        Pattern.compile("\\bDOKPLOY_[A-Z_]+")
            .matcher(ProviderYaml.render("dokploy", "0.1.0", List.of()))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(names).hasSizeGreaterThan(20);
    assertThat(OptionChecks.names(names).message().why()).isEmpty();
    assertThat(OptionChecks.names(names).verdict()).isEqualTo(OK);
  }

  @ParameterizedTest
  @CsvSource({
    "'OpenSSH_9.2p1 Debian-2+deb12u3, OpenSSL 3.0.15', OK",
    "'OpenSSH_for_Windows_8.6p1, LibreSSL 3.4.3', OK",
    "'OpenSSH_7.4p1, OpenSSL 1.0.2k', WARNING",
    "'Dropbear v2022.83', WARNING",
    "'', FAILED"
  })
  void the_ssh_of_this_computer_is_judged_by_its_version(String said, Verdict verdict) {
    var version = Optional.of(said).filter(text -> !text.isEmpty());
    assertThat(ComputerChecks.openSsh(version, Optional.empty()).verdict()).isEqualTo(verdict);
  }

  @Test
  void another_home_of_ssh_is_reported() {
    var finding = ComputerChecks.openSsh(Optional.of("OpenSSH_9.2p1"), Optional.of(Path.of("/u")));
    assertThat(finding.verdict()).isEqualTo(OK);
    assertThat(finding.message().why())
        .singleElement()
        .asString()
        .contains(Path.of("/u/.ssh") + " (");
  }

  @Test
  void live_connections_are_counted_and_what_dead_ones_left_is_reported() {
    assertThat(ComputerChecks.connections(0, List.of(), List.of()))
        .isEqualTo(Finding.ok("no live connection"));
    assertThat(ComputerChecks.connections(2, List.of(), List.of()))
        .isEqualTo(Finding.ok("2 live connections"));
    var stale = ComputerChecks.connections(1, List.of(Path.of("/s/0123456789abcdef")), List.of());
    assertThat(stale.verdict()).isEqualTo(WARNING);
    assertThat(stale.message().what()).isEqualTo("1 live connection, and 1 socket of ended ones.");
    assertThat(stale.message().fix()).contains("dokploy-provider prune");
    var refused = ComputerChecks.connections(0, List.of(), List.of(Path.of("/tmp/theirs")));
    assertThat(refused.verdict()).isEqualTo(WARNING);
    assertThat(refused.message().why())
        .singleElement()
        .asString()
        .startsWith("/tmp/theirs is not for you alone");
  }

  @ParameterizedTest
  @CsvSource({
    "devpod, v0.6.15, OK, devpod 0.6.15",
    "devpod, v0.26.1, OK, devpod 0.26.1",
    "devpod, v0.5.2, WARNING, devpod 0.5.2 is older than 0.6.15",
    "devpod, v0.27.0, OK, devpod 0.27.0 (newer than what was tried)",
    "devpod, sh: not found, WARNING, devpod does not say its version",
    "devsy, v1.1.0, OK, devsy 1.1.0",
    "devsy, 1.0.3, WARNING, devsy 1.0.3 is older than 1.1.0"
  })
  void a_client_is_judged_by_its_version(String name, String said, Verdict verdict, String words) {
    var finding = ComputerChecks.clients(Map.of(name, Optional.of(said)));
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.message().what()).startsWith(words);
  }

  @Test
  void a_client_that_hangs_is_a_warning_with_the_line_that_shows_it() {
    var finding =
        ComputerChecks.clients(
            new TreeMap<>(Map.of("devpod", Optional.of("v0.5.2"), "devsy", Optional.empty())));
    assertThat(finding.verdict()).isEqualTo(WARNING);
    assertThat(finding.message().what())
        .isEqualTo(
            "devpod 0.5.2 is older than 0.6.15, the oldest that was tried. devsy does not answer"
                + " when it is asked for its version.");
    assertThat(finding.message().fix())
        .containsExactly("Update the client.", "See what it waits for: devsy --version");
  }

  @Test
  void without_a_client_on_path_nothing_is_wrong() {
    assertThat(ComputerChecks.clients(Map.of()).verdict()).isEqualTo(SKIPPED);
  }

  @Test
  void the_launcher_must_be_there_for_ssh_to_run_it() {
    assertThat(ComputerChecks.launcher(Optional.of("/x"), true).verdict()).isEqualTo(OK);
    assertThat(ComputerChecks.launcher(Optional.of("/x"), false).verdict()).isEqualTo(FAILED);
    assertThat(ComputerChecks.launcher(Optional.empty(), false).verdict()).isEqualTo(SKIPPED);
  }

  @Test
  void a_key_that_is_limited_or_ends_soon_is_reported() {
    assertThat(TokenChecks.limit(Optional.empty(), NOW).verdict()).isEqualTo(SKIPPED);
    var limited = TokenChecks.limit(Optional.of(LIMITED), NOW);
    assertThat(limited.verdict()).isEqualTo(WARNING);
    assertThat(limited.message().what())
        .isEqualTo(
            "The key has a limit of 10 requests in 24 h: each call counts as two, and a create"
                + " makes 14 to 35 calls, more the longer its build takes.");
    var wide = new ApiKey.Limit(1000, Duration.ofMinutes(1));
    assertThat(TokenChecks.limit(Optional.of(new ApiKey(Optional.of(wide), Optional.empty())), NOW))
        .isEqualTo(Finding.ok("The key has a limit of 1000 requests in 1 min; does not expire"));
    var free = new ApiKey(Optional.empty(), Optional.of(NOW.plus(Duration.ofDays(100))));
    assertThat(TokenChecks.limit(Optional.of(free), NOW))
        .isEqualTo(Finding.ok("no limit of requests; until 2027-03-08"));
    var soon = new ApiKey(Optional.empty(), Optional.of(NOW.plus(Duration.ofDays(3))));
    assertThat(TokenChecks.limit(Optional.of(soon), NOW).message().what())
        .isEqualTo("The key expires on 2026-12-01.");
  }

  @Test
  void what_others_can_read_is_reported_with_the_command_that_closes_it() {
    var finding =
        ComputerChecks.folders(
            "/d", List.of(new Mode("/d", "rwx------"), new Mode("/d/logs", "rwxr-xr-x")), true);
    assertThat(finding.verdict()).isEqualTo(WARNING);
    assertThat(finding.message().fix()).containsExactly("chmod go= /d/logs");
    assertThat(ComputerChecks.folders("/d", List.of(), true).verdict()).isEqualTo(OK);
    assertThat(ComputerChecks.folders("/d", List.of(), false).verdict()).isEqualTo(FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, OK",
    "REFUSED, FAILED",
    "SILENT, FAILED",
    "NO_ROUTE, FAILED",
    "UNKNOWN_HOST, FAILED"
  })
  void a_connection_is_there_or_not(Reached reached, Verdict verdict) {
    assertThat(ConnectionChecks.connection(SERVER, reached).verdict()).isEqualTo(verdict);
  }

  @Test
  void a_name_that_dns_does_not_know_is_no_address() {
    assertThat(ConnectionChecks.address(SERVER, List.of()).verdict()).isEqualTo(FAILED);
    assertThat(ConnectionChecks.address(SERVER, List.of("192.0.2.1")).message().what())
        .isEqualTo("d.example.com is 192.0.2.1");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-28T11:59:59Z, FAILED",
    "2026-12-11T00:00:00Z, WARNING",
    "2027-02-01T00:00:00Z, OK"
  })
  void a_certificate_is_judged_by_the_time_that_it_has_left(Instant until, Verdict verdict) {
    assertThat(ConnectionChecks.certificate(Optional.of(until), NOW, Optional.empty()).verdict())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:3000, SKIPPED",
    "http://localhost, SKIPPED",
    "http://10.0.0.5, WARNING"
  })
  void plain_http_is_safe_on_this_computer_only(URI server, Verdict verdict) {
    assertThat(ConnectionChecks.withoutTls(server).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://d.example.com, HTTPS_PROXY, -, HTTPS_PROXY",
        "https://d.example.com, https_proxy, -, HTTPS_PROXY",
        "http://d.example.com, HTTPS_PROXY, -, -",
        "http://d.example.com, HTTP_PROXY, -, HTTP_PROXY",
        "https://d.example.com, HTTPS_PROXY, .example.com, -",
        "https://d.example.com, HTTPS_PROXY, '*', -",
        "https://127.0.0.1, HTTPS_PROXY, -, -"
      })
  void a_proxy_is_seen_where_calls_go_through_it(
      URI server, String name, String not, String expected) {
    var environment = new HashMap<>(Map.of(name, "http://proxy:3128"));
    if (not != null) {
      environment.put("NO_PROXY", not);
    }
    assertThat(ConnectionChecks.proxy(server, environment))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void a_server_that_refuses_the_key_is_dokploy() {
    var refused = new FirstCall.Failed(new Failure.BadToken("settings.getDokployVersion"));
    assertThat(ServerChecks.dokploy(refused, SERVER).verdict()).isEqualTo(OK);
    assertThat(ServerChecks.token(refused, SERVER, Optional.empty()).verdict()).isEqualTo(FAILED);
  }

  @Test
  void a_reference_that_leads_to_no_key_is_no_fault_of_the_server() {
    var notMade = new FirstCall.NotMade(new Problem.NoToken("file:/x", "Not there.", "Make it."));
    assertThat(ServerChecks.dokploy(notMade, SERVER).verdict()).isEqualTo(SKIPPED);
    assertThat(ServerChecks.token(notMade, SERVER, FILE).verdict()).isEqualTo(FAILED);
  }

  @Test
  void what_devpod_does_with_a_key_is_reported_where_the_option_holds_it() {
    var answered = new FirstCall.Answered(Version.NEWEST);
    assertThat(ServerChecks.token(answered, SERVER, Optional.empty()).message().why())
        .first()
        .asString()
        .contains("DevPod copies the key itself");
    assertThat(ServerChecks.token(answered, SERVER, FILE))
        .isEqualTo(Finding.ok("accepted; the option is a reference to it: the file /k"));
    assertThat(
            ServerChecks.token(
                answered, SERVER, TokenReference.of("command:pass show my-secret-name")))
        .isEqualTo(Finding.ok("accepted; the option is a reference to it: what pass prints"));
    assertThat(ServerChecks.token(answered, SERVER, TokenReference.of("env:MY_KEY")))
        .isEqualTo(Finding.ok("accepted; the option is a reference to it: the variable MY_KEY"));
  }

  @Test
  void what_is_not_dokploy_is_reported_before_the_key_is() {
    var page = new FirstCall.Failed(new Failure.NotDokploy("x", 404, "a page"));
    assertThat(ServerChecks.dokploy(page, SERVER).verdict()).isEqualTo(FAILED);
  }

  @ParameterizedTest
  @CsvSource({"0.22.6, FAILED", "0.22.7, OK", "0.30.2, OK", "0.31.0, WARNING"})
  void a_release_is_judged_by_its_number(String version, Verdict verdict) {
    var answered = new FirstCall.Answered(Version.parse(version).orElseThrow());
    assertThat(ServerChecks.dokploy(answered, SERVER).verdict()).isEqualTo(verdict);
  }

  @Test
  void a_permission_that_is_missing_is_named() {
    var machine =
        ProviderOptions.from(
                Map.of("DOKPLOY_SERVER_URL", SERVER.toString(), "DOKPLOY_API_TOKEN", "abc"))
            .machine();
    var finding =
        ServerChecks.permissions(
            new Permissions(true, true, false, false), machine, true, Optional.of("member"));
    assertThat(finding.verdict()).isEqualTo(FAILED);
    assertThat(String.join("\n", finding.message().why()))
        .contains("Delete Services", "Access to Docker", "The owner's role is member.");
    assertThat(ServerChecks.permissions(Permissions.ALL, machine, false, Optional.of("admin")))
        .isEqualTo(Finding.ok("all that a machine needs, as admin"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, OK, is created",
    "1, OK, '\"mine\", environment production, 1 compose service'",
    "2, WARNING, 2 projects have the name"
  })
  void projects_of_the_name_are_counted(int number, Verdict verdict, String words) {
    var environment =
        new Environment(
            "p", "e", "production", true, List.of(new Environment.ServiceName("c", "web")));
    var project = new Project("p", "mine", "", false, List.of(environment));
    var finding =
        ServerChecks.project("mine", IntStream.range(0, number).mapToObj(one -> project).toList());
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.message().what()).contains(words);
  }

  @Test
  void a_project_without_an_environment_can_hold_no_machine() {
    var project = new Project("p", "mine", "", true, List.of());
    assertThat(ServerChecks.project("mine", List.of(project)).verdict()).isEqualTo(FAILED);
  }

  @Test
  void an_authority_of_the_users_own_is_reported() {
    var until = Optional.of(Instant.parse("2027-02-01T00:00:00Z"));
    assertThat(ConnectionChecks.certificate(until, NOW, Optional.of(Path.of("/ca.pem"))))
        .isEqualTo(Finding.ok("valid until 2027-02-01; /ca.pem is trusted, too"));
  }

  @Test
  void a_remote_server_that_is_lost_fails_where_it_is_the_chosen_one() {
    var troubles = Map.of("far", Optional.of("ECONNREFUSED"), "near", Optional.<String>empty());
    assertThat(ServerChecks.servers(Optional.of("far"), troubles).verdict()).isEqualTo(FAILED);
    assertThat(ServerChecks.servers(Optional.of("near"), troubles).verdict()).isEqualTo(WARNING);
    assertThat(ServerChecks.servers(Optional.empty(), Map.of()).verdict()).isEqualTo(OK);
  }

  @Test
  void a_nightly_cleanup_is_a_warning_where_it_removes_volumes() {
    var old = new Version(0, 25, 11);
    var spares = new Version(0, 26, 0);
    assertThat(ServerChecks.cleanup(Optional.of(true), old).verdict()).isEqualTo(WARNING);
    assertThat(ServerChecks.cleanup(Optional.of(true), spares).verdict()).isEqualTo(OK);
    assertThat(ServerChecks.cleanup(Optional.of(false), old).verdict()).isEqualTo(OK);
    assertThat(ServerChecks.cleanup(Optional.empty(), old).verdict()).isEqualTo(SKIPPED);
  }

  @Test
  void a_queue_in_which_deployments_wait_and_none_runs_may_be_stuck() {
    var waiting = new QueuedJob(Optional.of("c"), Optional.empty(), "x", false);
    var running = new QueuedJob(Optional.of("d"), Optional.empty(), "y", true);
    assertThat(ServerChecks.queue(Optional.of(List.of(waiting))).verdict()).isEqualTo(WARNING);
    assertThat(ServerChecks.queue(Optional.of(List.of(running, waiting))).verdict()).isEqualTo(OK);
    assertThat(ServerChecks.queue(Optional.of(List.of())).verdict()).isEqualTo(OK);
    assertThat(ServerChecks.queue(Optional.empty()).verdict()).isEqualTo(SKIPPED);
  }

  @Test
  void a_range_without_a_free_port_is_reported() {
    var all = RouteChecks.ports(RANGE, Set.of(2222, 2223, 2224, 80), "d", Reached.OPEN);
    assertThat(all.verdict()).isEqualTo(FAILED);
    assertThat(all.message().what()).contains("2222-2224");
    var some = RouteChecks.ports(RANGE, Set.of(2222, 80), "d", Reached.REFUSED);
    assertThat(some.verdict()).isEqualTo(OK);
    assertThat(some.message().what()).isEqualTo("1 of 3 used; d can be reached");
    assertThat(RouteChecks.firstFree(RANGE, Set.of(2222))).isEqualTo(2223);
  }

  @ParameterizedTest
  @CsvSource({"SILENT, WARNING", "NO_ROUTE, FAILED", "UNKNOWN_HOST, FAILED"})
  void ports_that_nobody_answers_at_are_reported(Reached reached, Verdict verdict) {
    assertThat(RouteChecks.ports(RANGE, Set.of(), "d", reached).verdict()).isEqualTo(verdict);
  }

  @Test
  void traefik_must_speak_tls() {
    assertThat(RouteChecks.traefik("d", 443, Reached.OPEN, true).verdict()).isEqualTo(OK);
    assertThat(RouteChecks.traefik("d", 443, Reached.OPEN, false).verdict()).isEqualTo(FAILED);
    assertThat(RouteChecks.traefik("d", 443, Reached.REFUSED, false).verdict()).isEqualTo(FAILED);
  }

  @Test
  void a_jump_host_must_let_this_computer_in() {
    assertThat(RouteChecks.jump("j", List.of("j"), new RunResult(0, "", "")).verdict())
        .isEqualTo(OK);
    var refused =
        RouteChecks.jump(
            "me@j:22",
            List.of("-l", "me", "-p", "22", "j"),
            new RunResult(255, "", "Permission denied\n"));
    assertThat(refused.verdict()).isEqualTo(FAILED);
    assertThat(refused.message().why()).containsExactly("Permission denied");
    assertThat(refused.message().fix())
        .containsExactly("Try it yourself: ssh -o BatchMode=yes -l me -p 22 j true");
  }

  @ParameterizedTest
  @EnumSource(Deployment.Status.class)
  void only_a_deployment_that_succeeded_is_fine(Deployment.Status status) {
    var deployment = new Deployment("d", "t", status, "", Optional.empty(), "2026-11-28T12:00:00Z");
    assertThat(MachineChecks.deployment("web", List.of(deployment)).verdict())
        .isEqualTo(status == Deployment.Status.DONE ? OK : WARNING);
    assertThat(MachineChecks.deployment("web", List.of()).verdict()).isEqualTo(WARNING);
  }

  @Test
  void the_way_to_a_machine_is_reported_as_it_was_deployed() {
    assertThat(
            MachineChecks.route(
                "web",
                new DeployedRoute.Port(),
                List.of(new Published("0.0.0.0", 2223), new Published("::", 2223))))
        .isEqualTo(Finding.ok("port 2223 of the server"));
    assertThat(MachineChecks.route("web", new DeployedRoute.Port(), List.of()).verdict())
        .isEqualTo(WARNING);
    assertThat(MachineChecks.route("web", new DeployedRoute.Tls("web.x"), List.of()).verdict())
        .isEqualTo(OK);
    assertThat(MachineChecks.route("web", new DeployedRoute.Jump(), List.of()).verdict())
        .isEqualTo(OK);
  }

  @Test
  void every_warning_and_failure_has_a_line_that_helps() {
    var findings =
        List.of(
            OptionChecks.names(Set.of("DOKPLOY_X")),
            ComputerChecks.openSsh(Optional.empty(), Optional.empty()),
            ComputerChecks.connections(0, List.of(Path.of("/s")), List.of()),
            ComputerChecks.aotCache(false),
            ConnectionChecks.connection(SERVER, Reached.SILENT),
            ConnectionChecks.certificate(Optional.of(NOW.minusSeconds(1)), NOW, Optional.empty()),
            ConnectionChecks.withoutTls(URI.create("http://10.0.0.5")),
            ServerChecks.queue(
                Optional.of(
                    List.of(new QueuedJob(Optional.empty(), Optional.empty(), "x", false)))),
            RouteChecks.ports(RANGE, Set.of(), "d", Reached.NO_ROUTE),
            RouteChecks.traefik("d", 1, Reached.SILENT, false),
            ComputerChecks.clients(Map.of("devpod", Optional.of("v0.5.2"))),
            ComputerChecks.clients(Map.of("devpod", Optional.empty())),
            ComputerChecks.launcher(Optional.of("/gone"), false),
            TokenChecks.limit(Optional.of(LIMITED), NOW));
    assertThat(findings)
        .allSatisfy(one ->
            assertThat(one.message().fix())
                .as(one.message().what())
                .isNotEmpty()
                .allMatch(line -> !line.isBlank()));
    assertThat(findings.stream().map(Finding::verdict).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(WARNING, FAILED);
  }
}
