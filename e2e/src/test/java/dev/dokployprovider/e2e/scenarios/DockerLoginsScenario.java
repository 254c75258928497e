package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDockerImages;
import dev.dokployprovider.e2e.support.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's own Docker may log in where the user may, and its credentials stay there. */
@Tag("lifecycle")
@NeedsDockerImages
class DockerLoginsScenario {
  private static final String LOGIN = "me:s3cret-of-the-registry";
  private static final String AUTH =
      Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;

  @Test
  void a_login_reaches_the_machines_docker_and_no_file_of_dokploys() throws IOException {
    Engine.DOCKER.required();
    try (var registry = Registry.start(Optional.of(LOGIN));
        var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      Path logins = Files.createDirectories(folder.resolve("mine")).resolve("config.json");
      Files.writeString(
          logins, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), AUTH));
      String image =
          registry.push("private:1", "FROM scratch\nLABEL a=b\n", logins.resolveSibling("."));
      var machine = Machine.of(dokploy, "logins", folder).with("DOKPLOY_MACHINE_USER", "dev");
      var with = machine.with("DOKPLOY_MACHINE_LOGINS", logins.toString());

      var create = with.must("create");

      assertThat(registry.pullOn(machine, image)).isZero();
      assertThat(machine.answer("stat -c '%a %U' ~/.docker/config.json")).isEqualTo("600 dev");
      assertThat(create.err() + machine.must("describe").out()).doesNotContain(AUTH, LOGIN);
      assertThat(dokploy.service(machine).toString()).doesNotContain(AUTH, LOGIN);

      machine.answer("docker image rm -f " + image);
      Files.delete(logins);
      with.must("stop");
      assertThat(with.verb("start").err()).contains("DOKPLOY_MACHINE_LOGINS", "can't be read");
      machine.must("start");
      assertThat(registry.pullOn(machine, image)).as("after it was asked for no more").isNotZero();
      machine.must("delete");
    }
  }
}
