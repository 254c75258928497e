package dev.dokployprovider.provider.machine.doctor;

import static dev.dokployprovider.provider.machine.doctor.Verdict.OK;
import static dev.dokployprovider.provider.machine.doctor.Verdict.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.doctor.MachineFacts.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a machine says of itself, and what that means. */
class InsideChecksTest {
  private static final String ETH0 = "route eth0 000013C6 0000F8FF\n";
  private static final String DEFAULT = "route eth0 00000000 00000000\n";
  private static final String DOCKER0 = "route docker0 000011AC 0000FFFF\n";

  @Test
  void the_facts_of_a_machine_are_read_whatever_stands_around_them() {
    var facts =
        MachineFacts.read(
            "WELCOME\ndisk / 41\ndisk /root 97\ndisk odd\ndocker 28.1\nmemory 35\n"
                + DOCKER0
                + "route odd\nroute eth0 xyz 00000000\nforward 1\nvolume /root web_root\nend\n");
    assertThat(facts)
        .isEqualTo(
            new MachineFacts(
                Map.of("/", 41, "/root", 97),
                Optional.of("28.1"),
                Optional.of(35),
                List.of(new Route("docker0", 0xAC110000L, 0xFFFF0000L)),
                true,
                Map.of("/root", "web_root")));
    assertThat(InsideChecks.disk(facts).message().why()).containsExactly("/root is 97 % full");
    assertThat(InsideChecks.docker(facts).verdict()).isEqualTo(OK);
    assertThat(InsideChecks.memory(facts).verdict()).isEqualTo(OK);
  }

  @ParameterizedTest
  @CsvSource({"docker no, FAILED", "docker none, SKIPPED", "'', SKIPPED"})
  void docker_on_the_machine_answers_or_not(String line, Verdict verdict) {
    assertThat(InsideChecks.docker(MachineFacts.read(line)).verdict()).isEqualTo(verdict);
  }

  @Test
  void the_networks_of_its_docker_are_reported() {
    var finding = InsideChecks.network(MachineFacts.read(DEFAULT + ETH0 + DOCKER0 + "forward 1\n"));
    assertThat(finding).isEqualTo(Finding.ok("172.17.0.0/16"));
  }

  @ParameterizedTest
  @CsvSource({
    "a network of the machine's own, DEFAULT ETH0 DOCKER0 OVERLAP, forward 1",
    "passes no packets on, DEFAULT ETH0 DOCKER0, forward 0",
    "no default route, ETH0 DOCKER0, forward 1"
  })
  void what_keeps_containers_from_the_network_is_reported(
      String why, String routes, String forward) {
    var known =
        Map.of(
            "DEFAULT", DEFAULT,
            "ETH0", ETH0,
            "DOCKER0", DOCKER0,
            "OVERLAP", "route eth1 000011AC 0000FFFF\n");
    var text = Stream.of(routes.split(" ", -1)).map(known::get).reduce("", String::concat);
    var finding = InsideChecks.network(MachineFacts.read(text + forward));
    assertThat(finding.verdict()).as(why).isEqualTo(WARNING);
    assertThat(finding.message().fix()).isNotEmpty();
  }

  @Test
  void an_overlap_names_both_networks() {
    var finding =
        InsideChecks.network(
            MachineFacts.read("route br-1 000010AC 0000FFFF\nroute eth0 000310AC 00FFFFFF\n"));
    assertThat(finding.message().why())
        .containsExactly("br-1 is 172.16.0.0/16, and eth0 is 172.16.3.0/24");
  }

  @Test
  void a_machine_whose_docker_has_no_network_to_be_seen_is_not_judged() {
    assertThat(InsideChecks.network(MachineFacts.read(DEFAULT + ETH0)).verdict())
        .isEqualTo(Verdict.SKIPPED);
    assertThat(InsideChecks.network(MachineFacts.read("")).verdict()).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void each_place_that_is_kept_must_be_on_a_volume() {
    var facts = MachineFacts.read("volume /root a\nvolume /home b\n");
    var both = List.of("/root", "/home");
    assertThat(InsideChecks.volumes(facts, both, Optional.empty()))
        .isEqualTo(Finding.ok("/home, /root"));
    var missing =
        InsideChecks.volumes(facts, List.of("/root", "/var/lib/docker"), Optional.empty());
    assertThat(missing.verdict()).isEqualTo(WARNING);
    assertThat(missing.message().what()).endsWith(": /var/lib/docker");
    var lost = InsideChecks.volumes(facts, both, Optional.of("/root\n"));
    assertThat(lost.verdict()).isEqualTo(WARNING);
    assertThat(lost.message().what()).endsWith("is lost: /root");
    assertThat(InsideChecks.volumes(MachineFacts.read(""), both, Optional.empty()).verdict())
        .isEqualTo(Verdict.SKIPPED);
  }
}
