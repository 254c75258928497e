package dev.dokployprovider.e2e.scenarios;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import dev.dokployprovider.e2e.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine of a user's own making: on a base image that has users, an SSH server and an entrypoint
 * of its own, for one of its users, with all that a user can add.
 */
@Tag("lifecycle")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsDocker
class CustomMachineScenario {
  private static final String BASE = "own-touch-" + ProcessHandle.current().pid();

  /** Its SSH server would take the port, a password and keys of its own, if it ever ran. */
  private static final String DOCKERFILE =
      """
      FROM cruizba/ubuntu-dind:latest
      RUN apt-get update && apt-get install -y --no-install-recommends openssh-server && mkdir -p /run/sshd
      RUN useradd --create-home --uid 1000 --shell /bin/sh app && echo app:secret | chpasswd && usermod --lock app \\
       && printf 'Port 22\\nPasswordAuthentication yes\\nForceCommand /bin/false\\n' >/etc/ssh/sshd_config \\
       && echo 'echo from the profile' >/home/app/.profile
      USER app
      WORKDIR /home/app
      EXPOSE 22
      ENTRYPOINT ["/usr/sbin/sshd", "-D"]
      """;

  private final Docker docker = Docker.here();
  private @Nullable Path folder;
  private @Nullable Emulator dokploy;
  private @Nullable Machine machine;

  @BeforeAll
  void make(@TempDir Path folder) throws IOException {
    Engine.DOCKER.required();
    this.folder = folder;
    Files.writeString(folder.resolve("Dockerfile"), DOCKERFILE);
    docker.must("build", "--quiet", "--tag", BASE, folder.toString());
    var keys = Files.writeString(folder.resolve("keys"), "# a friend's\n" + friendsKey());
    dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"));
    machine =
        Machine.of(dokploy, BASE, folder)
            .with("DOKPLOY_MACHINE_IMAGE", BASE)
            .with("DOKPLOY_MACHINE_USER", "app")
            .with("DOKPLOY_AUTHORIZED_KEYS", keys.toString())
            .with("DOKPLOY_MACHINE_PACKAGES", "less tree")
            .with("DOKPLOY_MACHINE_ENV", "EDITOR=vi -e\nGREETING=it's 100% \"$HOME\" \\ `x`")
            .with("DOKPLOY_MACHINE_VOLUMES", "cache=/home/app/.cache\nsrv=/srv/data")
            .with("DOKPLOY_MACHINE_MIRRORS", "https://mirror.invalid")
            .with("DOKPLOY_MACHINE_SCRIPT", "id -un >/etc/made-by\nrm -f /usr/bin/tree");
    machine().must("create");
  }

  @AfterAll
  void remove() {
    if (dokploy != null) {
      dokploy.close();
      docker.run("rmi", BASE);
    }
  }

  @Test
  void its_user_logs_in_and_has_docker_sudo_and_a_home_of_its_own() {
    assertThat(machine().answer("id -un; pwd; sudo -n id -un")).isEqualTo("app\n/home/app\nroot");
    assertThat(machine().answer("docker info --format '{{.RegistryConfig.Mirrors}}'"))
        .isEqualTo("[https://mirror.invalid/]");
    machine().answer("touch ~/mine ~/.cache/mine; sudo touch /srv/data/file");
  }

  @Test
  void packages_variables_and_the_script_are_there_at_every_login() {
    assertThat(machine().answer("command -v less; command -v tree || cat /etc/made-by"))
        .isEqualTo("/usr/bin/less\nroot");
    assertThat(machine().answer("printenv EDITOR GREETING"))
        .isEqualTo("vi -e\nit's 100% \"$HOME\" \\ `x`");
  }

  @Test
  void a_friends_key_may_log_in_and_a_password_or_another_key_may_not() throws IOException {
    assertThat(ssh("app", "friend").out()).isEqualTo("app\n");
    assertThat(ssh("root", "friend").exitCode()).isEqualTo(255);
    newKey("stranger");
    assertThat(ssh("app", "stranger").err()).contains("Permission denied (publickey)");
  }

  @Test
  void what_the_user_has_survives_the_nightly_cleanup_with_its_owner() {
    machine()
        .answer("echo mine >~/file; echo mine >~/.cache/file; sudo sh -c 'echo x >/srv/data/x'");
    String look =
        "stat -c '%n %U %s' ~/file ~/.cache/file ~/.profile /srv/data/x; docker volume create kept";
    String before = machine().answer(look);
    machine().must("stop");
    requireNonNull(dokploy).post("/emulator/cleanup", Map.of());

    machine().must("start");

    assertThat(machine().answer(look)).isEqualTo(before);
    assertThat(before).contains("/home/app/.profile app");
  }

  private String friendsKey() throws IOException {
    newKey("friend");
    return Files.readString(requireNonNull(folder).resolve("friend.pub"));
  }

  private void newKey(String name) {
    String file = requireNonNull(folder).resolve(name).toString();
    program("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file);
  }

  /** Says who it is on the machine, with no key but this one. */
  private Run ssh(String user, String key) throws IOException {
    Path config = requireNonNull(folder).resolve("ssh_config");
    Files.writeString(
        config,
        Files.readString(machine().folder().resolve("ssh_config"))
            .replaceAll("(?m)^  (IdentityFile|User|ControlPath) .*\n", ""));
    return program(
        "ssh",
        "-F",
        config.toString(),
        "-i",
        requireNonNull(folder).resolve(key).toString(),
        "-l",
        user,
        "machine",
        "id -un");
  }

  private static Run program(String... command) {
    return Run.of(List.of(command), Engine.plainEnvironment(), "", Duration.ofMinutes(2));
  }

  private Machine machine() {
    return requireNonNull(machine);
  }
}
