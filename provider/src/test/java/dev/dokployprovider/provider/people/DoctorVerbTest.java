package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.people.settings.Profile;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole report, with a Dokploy in memory behind a port that is open. */
class DoctorVerbTest {
  private static final String KEY = "sesame-key-0815";

  @TempDir Path home;
  private ServerSocket open;

  /** Sockets of ended connections in this computer's /tmp are a warning of their own. */
  private static final String DEAD_SOCKETS_OR_NOT = "\\.\n$";

  @BeforeEach
  void listen() throws IOException {
    open = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    open.close();
  }

  @Test
  void a_server_that_works_is_told_so() {
    var desk = desk();
    assertThat(desk.run(List.of("doctor"))).as(desk.out()).isZero();
    assertThat(desk.out())
        .startsWith("dokploy-provider 1.2.3, options: variables of this shell\n")
        .contains("✓ dokploy     Dokploy 0.30.2", "✓ token       accepted", "✓ options     valid")
        .containsPattern("\n(No problem found|0 failed, 1 warning)" + DEAD_SOCKETS_OR_NOT);
  }

  @Test
  void it_says_where_the_options_are_from() {
    var none = new Desk(home);
    none.run(List.of("doctor"));
    assertThat(none.out()).startsWith("dokploy-provider 1.2.3, options: none\n");
    new Profile(home.resolve("data")).login("http://127.0.0.1:" + open.getLocalPort(), "key");
    var later = new Desk(home);
    later.run(List.of("doctor"));
    assertThat(later.out()).startsWith("dokploy-provider 1.2.3, options: login\n");
  }

  @Test
  void a_failure_ends_with_1_and_what_needs_it_is_skipped() throws IOException {
    var desk = desk();
    open.close();
    assertThat(desk.run(List.of("doctor"))).isEqualTo(1);
    assertThat(desk.out())
        .contains("✗ connection", "  > Check the port", "- token       needs: dokploy")
        .containsPattern("\n1 failed, [01] warnings?" + DEAD_SOCKETS_OR_NOT);
  }

  @Test
  void a_mistyped_name_is_a_warning_and_ends_with_0() {
    var desk = desk().variable("DOKPLOY_MACHINE_MEMROY", "4g");
    assertThat(desk.run(List.of("doctor"))).isZero();
    assertThat(desk.out())
        .contains(
            "! options     DOKPLOY_MACHINE_MEMROY is not an option", "DOKPLOY_MACHINE_MEMORY?");
  }

  @Test
  void without_any_options_this_computer_is_checked_and_the_way_to_set_them_is_reported() {
    var desk = new Desk(home);
    assertThat(desk.run(List.of("doctor"))).isEqualTo(1);
    assertThat(desk.out())
        .contains(
            "✗ options     No Dokploy server is configured.", "> dokploy-provider login https")
        .contains("✓ openssh", "- address     needs: options", "- token       needs: dokploy");
  }

  @Test
  void an_address_that_is_none_is_reported_and_nobody_is_asked() {
    var desk = new Desk(home).server("127.0.0.1:3000", KEY);
    assertThat(desk.run(List.of("doctor"))).isEqualTo(1);
    assertThat(desk.out())
        .contains("✗ options     Invalid value for DOKPLOY_SERVER_URL")
        .contains("- connection  needs: address");
  }

  @Test
  void only_deep_makes_a_machine_and_one_that_leaves_nothing() {
    var desk =
        desk()
            .variable("DOKPLOY_MACHINE_CACHES", "npm=/root/.npm")
            .variable("DOKPLOY_KEEP_UNREACHABLE", "true")
            .variable("DOKPLOY_MACHINE_IMAGE", "debian:13");
    assertThat(desk.run(List.of("doctor"))).as(desk.out()).isZero();
    assertThat(desk.calls()).isEmpty();
    assertThat(desk.run(List.of("doctor", "--deep"))).as(desk.out()).isZero();
    assertThat(desk.calls()).singleElement().asString().matches("tryOut doctor-[0-9a-f]{8}");
    assertThat(desk.out())
        .contains("✓ probe       a machine was created, reached by SSH from here, and removed");
    assertThat(desk.environment())
        .containsEntry("DOKPLOY_MACHINE_IMAGE", "debian:13")
        .doesNotContainKeys("DOKPLOY_MACHINE_CACHES", "DOKPLOY_KEEP_UNREACHABLE");
    assertThat(Path.of(desk.environment().get("MACHINE_FOLDER")).getParent()).doesNotExist();
  }

  @Test
  void what_a_probe_machine_failed_with_is_told_like_any_failure() {
    var desk =
        desk()
            .trial(() -> {
              throw new ProblemException(new Problem.PortsUsedUp("2222-2250", "All of them."));
            });
    assertThat(desk.run(List.of("doctor", "--deep"))).isEqualTo(1);
    assertThat(desk.out()).contains("✗ probe       ", "2222-2250", "All of them.");
  }

  @Test
  void no_probe_machine_is_made_where_it_could_not_be() throws IOException {
    var desk = desk();
    open.close();
    assertThat(desk.run(List.of("doctor", "--deep"))).isEqualTo(1);
    assertThat(desk.calls()).isEmpty();
    assertThat(desk.out()).contains("- probe       needs: connection, dokploy, token");
  }

  @Test
  void json_has_each_check_with_its_result_time_and_fix() {
    var desk = desk().variable("DOKPLOY_MACHINE_MEMROY", "4g");
    assertThat(desk.run(List.of("doctor", "--json"))).isZero();
    var first = ((Json.Array) Json.parse(desk.out()).get("checks")).items().getFirst();
    assertThat(first.get("name").text()).contains("options");
    assertThat(first.get("result").text()).contains("warning");
    assertThat(first.get("milliseconds").toString()).matches("\\d+");
    assertThat(((Json.Array) first.get("fix")).items()).isNotEmpty();
  }

  @Test
  void the_text_for_a_report_has_versions_options_and_findings_and_no_secret() {
    var desk = desk().variable("DOKPLOY_MACHINE_ENV", "PASSWORD=very-secret-word");
    assertThat(desk.run(List.of("support"))).isZero();
    assertThat(desk.out())
        .startsWith("```\ndokploy-provider 1.2.3, Java ")
        .contains("PASSWORD=[secret]", "✓ token       accepted")
        .doesNotContain(KEY, "very-secret-word")
        .endsWith("```\n");
    var unset = new Desk(home);
    assertThat(unset.run(List.of("support"))).isZero();
    assertThat(unset.out()).contains("No Dokploy server is configured.");
  }

  @Test
  void no_secret_and_no_cursor_movement_is_in_a_report() {
    var desk =
        desk()
            .variable("DOKPLOY_SERVER", KEY + "\u001B[2J")
            .variable("DOKPLOY_MACHINE_ENV", "PASSWORD=very-secret-word")
            .variable("DOKPLOY_MACHINE_PROXY", "http://me:proxy-password@10.0.0.1:3128")
            .variable("DOKPLOY_" + "X_very-secret-word_" + KEY, "1");
    desk.run(List.of("doctor"));
    String shown = desk.out();
    var json = desk();
    json.run(List.of("doctor", "--json"));
    assertThat(shown + json.out())
        .contains("[secret]")
        .doesNotContain(KEY, "very-secret-word", "proxy-password", "\u001B");
  }

  private Desk desk() {
    return new Desk(home).server("http://127.0.0.1:" + open.getLocalPort(), KEY);
  }
}
