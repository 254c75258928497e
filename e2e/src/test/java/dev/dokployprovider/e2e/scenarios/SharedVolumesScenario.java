package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machines of one owner share stays when one of them goes. */
@Tag("lifecycle")
@NeedsDocker
class SharedVolumesScenario {
  private final Docker docker = Docker.here();

  @TempDir Path folder;

  @Test
  void two_machines_share_a_volume_that_outlives_both_and_prune_removes() throws IOException {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      var one = machine(dokploy, "one", "npm=/root/.npm");
      var two = machine(dokploy, "two", "npm=/srv/npm\npip=/root/.cache/pip");
      one.must("create");
      two.must("create");
      one.answer("echo from one >/root/.npm/file");

      assertThat(two.answer("cat /srv/npm/file")).isEqualTo("from one");
      one.must("delete");
      assertThat(two.answer("cat /srv/npm/file")).isEqualTo("from one");
      two.must("delete");
      one.must("create");
      assertThat(one.answer("cat /root/.npm/file")).isEqualTo("from one");
      one.must("delete");
      docker.must("volume", "rm", "devpod-cache-" + owner() + "-npm");
      assertThat(one.must("create").err()).contains("removed on the server; making it again");
      one.must("delete");

      assertThat(dokploy.serviceNames())
          .as("one service for all of them, beside no machine")
          .hasSize(1)
          .allMatch(name -> name.matches("devpod-caches-[0-9a-f]{8}"));
      String id = dokploy.services().getFirst().text("composeId");
      String app = dokploy.get("/api/compose.one?composeId=" + id).text("appName");
      String image = app + "-caches";
      assertThat(docker.must("images")).contains(image);

      var pruned = one.inShell(one.shell(), "prune", "--yes");
      assertThat(pruned.out()).as(pruned.transcript()).contains("removed: devpod-caches-");
      assertThat(dokploy.serviceNames()).isEmpty();
      assertThat(docker.must("images")).doesNotContain(image);
    }
    assertThat(docker.must("volume", "ls", "-q")).doesNotContain("devpod-cache-" + owner());
  }

  @Test
  void a_shared_volume_over_a_folder_of_path_is_refused_by_the_build() throws IOException {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      String base = "devpod-path-" + ProcessHandle.current().pid();
      docker.must(
          "build", "-q", "-t", base, context("FROM debian:bookworm\nENV PATH=/tools/x:$PATH\n"));
      var run =
          machine(dokploy, "path", "tools=/tools")
              .with("DOKPLOY_MACHINE_IMAGE", base)
              .verb("create");
      docker.must("rmi", base);

      assertThat(run.exitCode()).isEqualTo(6);
      assertThat(run.err()).contains("the shared volume at /tools would hide a folder of PATH");
      assertThat(dokploy.serviceNames()).noneMatch(name -> name.equals("path"));
    }
  }

  private String context(String dockerfile) throws IOException {
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    return context.toString();
  }

  private String owner() throws IOException {
    return Files.readString(folder.resolve("data/dokploy-provider/owner-id")).strip();
  }

  private Machine machine(Emulator dokploy, String id, String caches) {
    return Machine.of(dokploy, id, folder)
        .with("DOKPLOY_MACHINE_IMAGE", "debian:bookworm")
        .with("DOKPLOY_MACHINE_DOCKER", "none")
        .with("DOKPLOY_MACHINE_CACHES", caches);
  }
}
