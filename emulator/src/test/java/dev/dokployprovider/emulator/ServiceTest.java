package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What services do over time, beyond what the recordings show. */
class ServiceTest {
  private static final String PORTS =
      "services:\n  web:\n    image: debian:bookworm\n    ports: ['23800-23809:22']\n";

  @TempDir Path data;

  @Test
  void start_reads_the_file_on_disk_and_not_the_row() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.deployed(service);
      var before = dokploy.containers(service);
      var update = service.body();
      update.put("composeFile", "services:\n  other:\n    image: debian:bookworm\n");
      dokploy.post("compose.update", update);
      dokploy.post("compose.stop", service.body());
      dokploy.post("compose.start", service.body());
      assertThat(dokploy.containers(service).getFirst().get("containerId"))
          .isEqualTo(before.getFirst().get("containerId"));
      dokploy.deployed(service);
      assertThat(dokploy.containers(service).getFirst().get("name"))
          .isEqualTo(service.appName() + "-other-1");
    }
  }

  @Test
  void a_port_range_gives_another_port_at_each_start() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var service = dokploy.service("one", PORTS);
      dokploy.deployed(service);
      Set<Integer> ports = new HashSet<>(Set.of(dokploy.port(service)));
      for (int i = 0; i < 3; i++) {
        dokploy.post("compose.stop", service.body());
        assertThat(dokploy.port(service)).isZero();
        dokploy.post("compose.start", service.body());
        ports.add(dokploy.port(service));
      }
      assertThat(ports).hasSize(4).allMatch(port -> port >= 23800 && port <= 23809);
    }
  }

  @Test
  void two_services_never_share_a_port_and_a_used_up_range_fails_the_deployment() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      Set<Integer> ports = new HashSet<>();
      String file = PORTS.replace("23800-23809", "23810-23811");
      for (String name : List.of("one", "two")) {
        var service = dokploy.service(name, file);
        dokploy.deployed(service);
        ports.add(dokploy.port(service));
      }
      assertThat(ports).containsExactlyInAnyOrder(23810, 23811);
      var third = dokploy.service("three", file);
      dokploy.deployed(third);
      assertThat(dokploy.status(third)).isEqualTo("error");
      assertThat(dokploy.states(third)).containsExactly("created");
      assertThat(log(dokploy, third)).contains("all ports are allocated", "Error occurred");
    }
  }

  private static String log(Dokploy dokploy, Dokploy.Service service) throws Exception {
    var deployment =
        Dokploy.list(dokploy.get("deployment.allByCompose?composeId=" + service.id())).getFirst();
    return String.valueOf(
        dokploy.get("deployment.readLogs?deploymentId=" + deployment.get("deploymentId")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void removing_a_project_leaves_its_containers(String release) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.deployed(service);
      dokploy.post("project.remove", Json.object("projectId", service.projectId()));
      assertThat(dokploy.states(service)).containsExactly("running");
    }
  }

  @Test
  void dokploy_in_a_name_hides_a_container_from_the_list_of_all() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var hidden = dokploy.service("my-dokploy-thing", Dokploy.FILE);
      var shown = dokploy.service("my-thing", Dokploy.FILE);
      dokploy.deployed(hidden);
      dokploy.deployed(shown);
      assertThat(Dokploy.list(dokploy.get("docker.getContainers")))
          .extracting(row -> row.get("name"))
          .containsExactly(shown.appName() + "-web-1");
      assertThat(dokploy.states(hidden)).containsExactly("running");
    }
  }

  @Test
  void no_more_than_eleven_deployments_are_kept() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      for (int i = 0; i < 14; i++) {
        dokploy.deployed(service);
      }
      assertThat(dokploy.deployments(service)).hasSize(11).containsOnly("done");
    }
  }

  @Test
  void everything_is_there_again_after_a_kill() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var service = dokploy.service("one", PORTS.replace("238", "239"));
      dokploy.deployed(service);
      var before = dokploy.one(service);
      String key = dokploy.client().apiKey();
      dokploy.restart();
      assertThat(dokploy.client().apiKey()).isEqualTo(key);
      assertThat(dokploy.one(service)).isEqualTo(before);
      assertThat(dokploy.states(service)).containsExactly("running");
    }
  }

  @Test
  void the_nightly_cleanup_takes_stopped_containers_and_start_makes_them_again() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      var other = dokploy.service("two", Dokploy.FILE);
      dokploy.deployed(service);
      dokploy.deployed(other);
      dokploy.post("compose.stop", service.body());
      dokploy.admin("cleanup", Json.object());
      assertThat(dokploy.states(service)).isEmpty();
      assertThat(dokploy.states(other)).containsExactly("running");
      dokploy.post("compose.start", service.body());
      assertThat(dokploy.states(service)).containsExactly("running");
    }
  }

  @Test
  void app_names_get_six_random_characters() throws Exception {
    try (var dokploy = Dokploy.start("0.22.7", data)) {
      Set<String> names = new HashSet<>();
      names.add(dokploy.service("Same Name", Dokploy.FILE).appName());
      names.add(dokploy.service("Same Name", Dokploy.FILE).appName());
      assertThat(names).hasSize(2).allMatch(name -> name.matches("same-name-[a-z0-9]{6}"));
    }
  }

  @Test
  void the_file_on_disk_is_written_again_from_0_28_2_on() throws Exception {
    String file = "# a comment\nservices:\n  web:\n    image: \"debian:bookworm\"\n";
    assertThat(onDisk("0.28.1", file)).isEqualTo(file);
    assertThat(onDisk("0.28.8", file))
        .isEqualTo(
            """
            services:
              web:
                image: debian:bookworm
            networks:
              dokploy-network:
                external: true
            """);
    assertThat(onDisk("0.30.2", file)).isEqualTo("services:\n  web:\n    image: debian:bookworm\n");
  }

  private String onDisk(String release, String file) throws Exception {
    try (var dokploy = Dokploy.start(release, data.resolve(release))) {
      var service = dokploy.service("one", file);
      dokploy.deployed(service);
      Path code = dokploy.data().resolve("etc/dokploy/compose/" + service.appName() + "/code");
      return Files.readString(code.resolve("docker-compose.yml"));
    }
  }

  @Test
  void many_services_cost_a_file_each_and_are_listed() throws Exception {
    try (var dokploy = Dokploy.start("0.22.7", data)) {
      dokploy.admin("services", Json.object("count", 200));
      var projects = Dokploy.list(dokploy.get("project.all"));
      assertThat(projects).hasSize(1);
      assertThat(Json.listAt(projects.getFirst(), "compose")).hasSize(200);
    }
  }
}
