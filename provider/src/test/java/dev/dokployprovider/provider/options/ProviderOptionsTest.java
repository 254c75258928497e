package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.problem.Wording;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderOptionsTest {
  private static final String LONG_LABEL =
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

  @Test
  void what_is_not_set_has_its_default_also_where_devpod_exports_it_empty() {
    var empty = SomeOptions.with(Map.of());
    empty.put("DOKPLOY_PROJECT_NAME", "");
    empty.put("DOKPLOY_SSH_HOST", "");
    var options = ProviderOptions.from(empty);
    assertThat(options.server()).isEqualTo(URI.create("https://d.example.com"));
    assertThat(options.token()).isEqualTo(new Secret("abc"));
    assertThat(options.project()).isEqualTo("devpod-workspaces");
    assertThat(options.remoteServer()).isEmpty();
    assertThat(options.caCertFile()).isEmpty();
    assertThat(options.createTimeout()).isEqualTo(Duration.ofMinutes(20));
    assertThat(options.sshHost()).isEmpty();
    assertThat(options.sshPersist()).isEqualTo(Duration.ofMinutes(30));
    assertThat(options.machine())
        .isEqualTo(
            new MachineOptions(
                "cruizba/ubuntu-dind:latest",
                "2222-2250",
                "privileged",
                Map.of(),
                "on-failure",
                "root",
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of("/var/lib/devpod/agent/devpod", "/var/lib/devpod/data"),
                List.of(),
                Optional.empty(),
                "198.19.0.0/17",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new RouteOptions(RouteKind.PORT, Optional.empty(), "devpod.internal", 443, false)));
  }

  @ParameterizedTest
  @CsvSource({"8h, PT8H", "1.5s, PT2S", "1ns, PT1S", "8760h, PT8760H"})
  void a_live_connection_is_kept_for_whole_seconds(String text, Duration expected) {
    assertThat(with("DOKPLOY_SSH_PERSIST", text).sshPersist()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "8761h", "30", "yes", "-1h", "10m\n  ProxyCommand x"})
  void a_time_that_a_connection_cannot_be_kept_for_is_refused(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> with("DOKPLOY_SSH_PERSIST", text))
        .withMessageContaining("DOKPLOY_SSH_PERSIST");
  }

  @ParameterizedTest
  @CsvSource({
    "https://d.example.com/, https://d.example.com",
    "https://d.example.com/api, https://d.example.com",
    "https://d.example.com/api/, https://d.example.com",
    "https://example.com/dokploy/, https://example.com/dokploy",
    "HTTPS://D.example.com:8443, https://d.example.com:8443",
    "https://d.example.com/dashboard, https://d.example.com",
    "https://d.example.com/dashboard/projects, https://d.example.com",
    "https://d.example.com/dashboard/project/x/environment/y?tab=1#a, https://d.example.com",
    "https://example.com/dokploy/dashboard/home, https://example.com/dokploy",
    "https://example.com/dashboards, https://example.com/dashboards",
    "https://d.example.com/swagger, https://d.example.com",
    "https://d.example.com//, https://d.example.com",
    "https://d.example.com/?x=1, https://d.example.com",
    "https://d.example.com?x=1, https://d.example.com",
    "https://d.example.com#x, https://d.example.com",
    "https://d.example.com:, https://d.example.com",
    "https://d.example.com/api/trpc, https://d.example.com",
    "https://d\u00f6kploy.example/, https://xn--dkploy-wxa.example",
    "https://xn--dkploy-wxa.example, https://xn--dkploy-wxa.example",
    "'\u00a0https://d.example.com\t\n', https://d.example.com",
    "http://[FD00::5]:3000/dashboard/, http://[fd00::5]:3000",
    "http://localhost:3000/dashboard/projects, http://localhost:3000",
    "http://10.0.0.5:3000, http://10.0.0.5:3000",
    "http://[fd00::5]:3000/, http://[fd00::5]:3000",
    "' https://d.example.com ', https://d.example.com",
  })
  void an_address_is_taken_as_people_paste_it(String text, String expected) {
    assertThat(with("DOKPLOY_SERVER_URL", text).server()).isEqualTo(URI.create(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d.example.com",
        "ftp://d.example.com",
        "https://",
        "https:///x",
        "https://user:pw@d.example.com",
        "https://d.example.com:99999",
        "https://d exa mple.com",
        "file:///etc/passwd",
        "https://[fd00::5",
        "https://d.example.com:0",
        "https://d.example.com:port",
        "https://d_x.example.com",
        "https//d.example.com",
        "https:/d.example.com",
        "https://-d.example.com\\x",
        "https://" + LONG_LABEL,
      })
  void an_address_that_is_none_is_refused(String text) {
    refused("DOKPLOY_SERVER_URL", text);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:3000, http://127.0.0.1:3000",
    "localhost, http://localhost",
    "localhost:3000/dashboard/projects, http://localhost:3000",
    "[::1]:3000, http://[::1]:3000",
    "dokploy.example.com, https://dokploy.example.com",
    "Dokploy.example.com/dashboard/projects?x=1, https://dokploy.example.com",
    "dokploy.example.com:3000, http://dokploy.example.com:3000",
    "dokploy.example.com:8443, https://dokploy.example.com:8443",
    "https://me:pw@d.example.com/x, https://d.example.com/x",
    "https//d.example.com, https://d.example.com",
    "https:/d.example.com/dashboard, https://d.example.com",
    "HTTP:d.example.com:3000, http://d.example.com:3000",
    "http;//d.example.com, http://d.example.com",
    "https:///d.example.com, https://d.example.com",
    "https//me:pw@d.example.com, https://d.example.com",
    "http:\\\\d.example.com\\dashboard, http://d.example.com",
    "'\"https://d.example.com/\"', https://d.example.com",
    "'''https://d.example.com''', https://d.example.com",
    "http://fd00::5, http://[fd00::5]",
    "http://::1/dashboard, http://[::1]",
  })
  void an_address_that_lacks_its_scheme_or_has_a_login_is_reported_with_the_line_to_paste(
      String text, String meant) {
    assertThatThrownBy(() -> with("DOKPLOY_SERVER_URL", text))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.problem())
                  .isInstanceOfSatisfying(
                      Problem.BadOption.class,
                      bad ->
                          assertThat(bad.fix())
                              .isEqualTo(
                                  "devpod provider set-options dokploy -o DOKPLOY_SERVER_URL="
                                      + meant));
              assertThat(problem.problem().toString()).doesNotContain("pw");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "--x, it must begin with https:// or http://",
    "ftp://d.example.com, it must begin with https:// or http://",
    "https, it must begin with https:// or http://",
    "https://, there is no host name in it",
    "https://d_x.example.com:3000, \"d_x.example.com\" is not a valid host name",
    "https://300.1.1.1, \"300.1.1.1\" is not a valid host name",
    "https://.., \"..\" is not a valid host name",
    "https://d.example.com:port, the port is not a number from 1 to 65535",
    "https://d.example.com:-5, the port is not a number from 1 to 65535",
    "https://d.example.com:0, the port is not a number from 1 to 65535",
    "https://d.example.com:70000, the port is not a number from 1 to 65535",
    "https://d.example.com:99999999999, the port is not a number from 1 to 65535",
    "https://[fd00::5, it is not a web address: Expected closing bracket for IPv6 address",
  })
  void an_address_of_which_nothing_else_can_be_meant_is_told_what_is_wrong_with_it(
      String text, String why) {
    assertThatThrownBy(() -> ServerUrl.parse(text))
        .isInstanceOfSatisfying(
            UnusableValueException.class,
            e -> {
              assertThat(e).hasMessage(why);
              assertThat(e.meant()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\nb", "tökén"})
  void a_token_that_no_header_can_carry_is_refused_without_being_shown(String token) {
    assertThatThrownBy(() -> with("DOKPLOY_API_TOKEN", token))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().toString()).doesNotContain(token);
              assertThat(e.getMessage()).doesNotContain(token);
            });
  }

  @ParameterizedTest
  @CsvSource({"90s, 90", "10m, 600", "1h30m, 5400", "1.5h, 5400", "5m3h, 11100"})
  void durations_are_written_as_in_go(String text, long seconds) {
    assertThat(with("DOKPLOY_CREATE_TIMEOUT", text).createTimeout())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "0s", "-5m", "soon", "5m 3h", "9999999h"})
  void other_durations_are_refused(String text) {
    refused("DOKPLOY_CREATE_TIMEOUT", text);
  }

  @Test
  void packages_variables_and_keys_are_read_one_by_one() {
    var environment = SomeOptions.with(Map.of());
    environment.put("DOKPLOY_MACHINE_PACKAGES", " jq  ripgrep,fd-find ");
    environment.put("DOKPLOY_MACHINE_ENV", "A=1\n\nB=x = y\n");
    environment.put("DOKPLOY_AUTHORIZED_KEYS", "# mine\nssh-ed25519 AAAA me\n");
    var machine = ProviderOptions.from(environment).machine();
    assertThat(machine.packages()).containsExactly("jq", "ripgrep", "fd-find");
    assertThat(machine.environment()).isEqualTo(Map.of("A", "1", "B", "x = y"));
    assertThat(machine.authorizedKeys()).containsExactly("ssh-ed25519 AAAA me");
  }

  @ParameterizedTest
  @MethodSource("variables")
  void a_value_of_a_variable_is_all_that_follows_the_equals_sign(String line, String value) {
    assertThat(with("DOKPLOY_MACHINE_ENV", line).machine().environment())
        .isEqualTo(Map.of("A", value));
  }

  private static Stream<Arguments> variables() {
    return Stream.of(
        arguments("A=x  ", "x  "),
        arguments("A=  x", "  x"),
        arguments("A=\tx\t", "\tx\t"),
        arguments("A= ", " "),
        arguments("A=", ""),
        arguments("  A=x ", "x "),
        arguments("A=x \r\n", "x "),
        arguments("\r\n \r\n# B=1\r\nA=x\r\n", "x"),
        arguments("A=x # y", "x # y"),
        arguments("A=#", "#"),
        arguments("A=\"x\"", "\"x\""),
        arguments("A='x", "'x"),
        arguments("A=B=C", "B=C"),
        arguments("A=$B ${C} $$D", "$B ${C} $$D"),
        arguments("A=\\n", "\\n"),
        arguments("A=\u00a0\u00e4\ud83d\ude00\u3000", "\u00a0\u00e4\ud83d\ude00\u3000"));
  }

  @Test
  void blanks_around_a_place_do_not_count() {
    assertThat(with("DOKPLOY_MACHINE_VOLUMES", " w=/work \r\n").machine().volumes())
        .isEqualTo(Map.of("w", "/work"));
    assertThat(with("DOKPLOY_MACHINE_CACHES", "npm=/npm\t\n").machine().caches())
        .isEqualTo(Map.of("npm", "/npm"));
  }

  @Test
  void public_keys_may_stand_in_a_file(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("keys.pub"), "ssh-ed25519 AAAA me\n");
    assertThat(with("DOKPLOY_AUTHORIZED_KEYS", file.toString()).machine().authorizedKeys())
        .containsExactly("ssh-ed25519 AAAA me");
    refused("DOKPLOY_AUTHORIZED_KEYS", folder.resolve("other").toString());
  }

  @Test
  void a_variable_without_a_name_is_refused() {
    refused("DOKPLOY_MACHINE_ENV", "=x");
  }

  @ParameterizedTest
  @CsvSource({"ssh.example.com, ssh.example.com", "10.0.0.5, 10.0.0.5", "[fd00::5], fd00::5"})
  void hosts_are_taken(String text, String host) {
    assertThat(with("DOKPLOY_SSH_HOST", text).sshHost()).contains(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-oProxyCommand=x", "a b", "host:22", "10.0.0.5:22", "user@host", "a\nb", "$(id)"})
  void what_is_no_host_is_refused(String text) {
    refused("DOKPLOY_SSH_HOST", text);
  }

  @ParameterizedTest
  @CsvSource({
    "host:22, host",
    "10.0.0.5:22, 10.0.0.5",
    "https://d.example.com, d.example.com",
    "http://d.example.com:3000/dashboard, d.example.com"
  })
  void a_host_with_more_around_it_is_told_which_one_is_meant(String text, String host) {
    assertThat(fix("DOKPLOY_SSH_HOST", text))
        .containsExactly("devpod provider set-options dokploy -o DOKPLOY_SSH_HOST=" + host);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer sesame, without \"Bearer\"",
    "x-api-key: sesame, without \"x-api-key:\"",
    "\"sesame\", the quotation marks",
    "DOKPLOY_API_TOKEN=sesame, without a name and =",
    "FILE:/home/me/key, in small letters"
  })
  void what_is_pasted_around_a_key_is_reported_without_showing_the_key(String text, String why) {
    assertThatThrownBy(() -> with("DOKPLOY_API_TOKEN", text))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(((Problem.BadOption) e.problem()).why())
                    .contains(why)
                    .doesNotContain("sesame"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"me:sesame", "{\"auths\":{\"x\":{\"auth\":\"sesame\"}}}"})
  void a_login_in_place_of_the_file_of_logins_is_refused_without_being_shown(String text) {
    assertThatThrownBy(() -> with("DOKPLOY_MACHINE_LOGINS", text))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(Wording.of(e.problem()).toString())
                    .contains("~/.docker/config.json")
                    .doesNotContain("sesame"));
    assertThat(with("DOKPLOY_MACHINE_LOGINS", "C:\\me\\config.json").machine().logins())
        .isPresent();
  }

  @Test
  void a_private_key_is_reported_where_the_public_one_is(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("id"), "-----BEGIN OPENSSH PRIVATE KEY-----\nsesame\n");
    refused("DOKPLOY_AUTHORIZED_KEYS", file.toString());
    assertThat(fix("DOKPLOY_AUTHORIZED_KEYS", file.toString()).getFirst()).contains("public keys");
    Files.writeString(folder.resolve("id.pub"), "ssh-ed25519 AAAA me\n");
    assertThat(fix("DOKPLOY_AUTHORIZED_KEYS", file.toString()))
        .containsExactly(
            "devpod provider set-options dokploy -o DOKPLOY_AUTHORIZED_KEYS=" + file + ".pub");
  }

  private static List<String> fix(String option, String value) {
    var told = new ArrayList<String>();
    assertThatThrownBy(() -> with(option, value))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> told.addAll(Wording.of(e.problem()).fix()));
    return told;
  }

  @Test
  void a_path_in_place_of_the_key_is_told_how_to_refer_to_it(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "sesame\n");
    assertThatThrownBy(() -> with("DOKPLOY_API_TOKEN", file.toString()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(Wording.of(e.problem()).fix())
                    .containsExactly(
                        "devpod provider set-options dokploy -o DOKPLOY_API_TOKEN=file:" + file));
  }

  /** The agent would take 20 minutes for it without a word, or stop the machine at once. */
  @ParameterizedTest
  @ValueSource(strings = {"soon", "10", "0s", "-10m", "10 m", "1d", "never"})
  void an_idle_time_that_the_agent_can_not_read_is_refused_before_a_machine_is_built(String text) {
    refused("INACTIVITY_TIMEOUT", text);
  }

  @ParameterizedTest
  @CsvSource({
    "AGENT_PATH, devpod",
    "AGENT_PATH, /opt/my agent",
    "AGENT_PATH, /opt/$(id)",
    "AGENT_DATA_PATH, ~/data",
    "INJECT_GIT_CREDENTIALS, yes",
    "INJECT_DOCKER_CREDENTIALS, 2"
  })
  void what_only_the_client_uses_is_checked_too(String option, String text) {
    refused(option, text);
  }

  @ParameterizedTest
  @CsvSource({"https://d.example.com:8443/x, d.example.com", "https://[::1]:8443, ::1"})
  void the_host_of_an_address_is_without_brackets(URI server, String host) {
    assertThat(ServerUrl.host(server)).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({"~/a, true", "~, false", "~b/a, false", "/a, false", "/a/~/b, false"})
  void only_a_path_that_begins_with_the_home_s_sign_is_in_the_home(String text, boolean inHome) {
    var home = UserHome.ofThisProcess();
    assertThat(OptionValues.file(text))
        .isEqualTo(inHome ? home.resolve("a") : Path.of(text).toAbsolutePath());
  }

  @Test
  void what_is_asked_for_alone_is_read_as_it_was_given() {
    assertThat(with("DOKPLOY_SERVER", " west ").remoteServer()).contains("west");
    assertThat(with("DOKPLOY_KEEP_UNREACHABLE", "true").keepsUnreachable()).isTrue();
    assertThat(with("DOKPLOY_KEEP_UNREACHABLE", "false").keepsUnreachable()).isFalse();
    assertThat(with("DOKPLOY_SSH_PORTS", " 22-23 ").sshPorts()).isEqualTo("22-23");
    assertThat(with("DOKPLOY_SSH_TLS_PORT", "8443").tlsPort()).isEqualTo(8443);
    assertThat(with("DOKPLOY_MACHINE_USER", " dev ").machineUser()).isEqualTo("dev");
    assertThat(with("DOKPLOY_MACHINE_SHARED_IMAGES", "nonsense").sharesImages()).isTrue();
    assertThat(with("DOKPLOY_MACHINE_SHARED_IMAGES", "").sharesImages()).isFalse();
    assertThat(with("DOKPLOY_SSH_JUMP", "me@host:2").jump()).contains(JumpHost.parse("me@host:2"));
    assertThat(with("DOKPLOY_SSH_JUMP", "me@host:2").jumpHost())
        .isEqualTo(JumpHost.parse("me@host:2"));
    assertThat(with("DOKPLOY_SSH_JUMP", "").jump()).isEmpty();
  }

  @Test
  void a_run_that_only_waits_or_uses_what_is_there_goes_on_with_the_default() {
    var environment = SomeOptions.with(Map.of());
    environment.put("DOKPLOY_CREATE_TIMEOUT", "90s");
    environment.put("DOKPLOY_SSH_PERSIST", "8h");
    var valid = ProviderOptions.from(environment);
    assertThat(valid.patience()).isEqualTo(Duration.ofSeconds(90));
    assertThat(valid.sshPersistOrDefault()).isEqualTo(Duration.ofHours(8));

    environment.put("DOKPLOY_CREATE_TIMEOUT", "soon");
    environment.put("DOKPLOY_SSH_PERSIST", "never");
    var invalid = ProviderOptions.from(environment);
    assertThat(invalid.patience()).isEqualTo(Duration.ofMinutes(20));
    assertThat(invalid.sshPersistOrDefault()).isEqualTo(Duration.ofMinutes(30));
  }

  private static ProviderOptions with(String option, String value) {
    var environment = SomeOptions.with(Map.of());
    environment.put(option, value);
    var options = ProviderOptions.from(environment);
    options.check();
    return options;
  }

  private static void refused(String option, String value) {
    assertThat(ThrownProblem.of(Problem.BadOption.class, () -> with(option, value)).option())
        .isEqualTo(option);
  }
}
