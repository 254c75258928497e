package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.recipe.Programs.Result;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import dev.dokployprovider.provider.recipe.model.SomeMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Machines of other bases and with other options, on a real engine: only where what they are made
 * of has changed, and with `make test-all`.
 */
@ExtendWith(ProvenBases.class)
@ResourceLock("Docker with other bases")
class OtherMachinesOnDockerTest {
  static final String DEBIAN = "debian:bookworm";

  /** A shell and what it needs, as an image, since no registry can be asked. */
  private static final String TINY_IMAGE =
      "{ echo /bin/sh; ldd /bin/sh | grep -o '/[^ ]*'; } | sort -u | tar -chT - 2>/dev/null"
          + " | docker import - tiny >/dev/null";

  @TempDir private Path folder;

  @BeforeEach
  void needs_an_engine() {
    DockerMachine.assumeDocker(DEBIAN);
  }

  /** A base that says otherwise wherever an image can: none of it is the machine's. */
  @Test
  void a_machine_without_docker_for_a_named_user_on_a_headstrong_base() {
    String base =
        image(
            "headstrong",
            """
            FROM debian:bookworm
            RUN useradd --uid 1000 app && mkdir -p /etc/ssh && echo 'Port 2200' >/etc/ssh/sshd_config
            VOLUME /data
            WORKDIR /data
            HEALTHCHECK --interval=1s CMD false
            STOPSIGNAL SIGKILL
            SHELL ["/bin/false"]
            ENTRYPOINT ["/bin/false"]
            CMD ["no"]
            USER app
            """);
    SomeMachine spec =
        SomeMachine.of("none", "127.0.0.1:2300-2399")
            .image(base)
            .docker(DockerMode.NONE)
            .user("dev")
            .limit(Option.DOKPLOY_MACHINE_CPUS, "1.50")
            .limit(Option.DOKPLOY_MACHINE_MEMORY, "512m")
            .limit(Option.DOKPLOY_MACHINE_PIDS, "300")
            .limit(Option.DOKPLOY_MACHINE_SHM, "32m")
            .packages("less")
            .volumes(Map.of("pip", "/home/dev/.cache/pip"))
            .script("echo \"${DEVPOD_MACHINE_USER:-$$}'s %{y}\" >/made\nchmod 0444 /made");

    try (DockerMachine machine = DockerMachine.in(folder, "none")) {
      machine.deploy(doubledInBuild(machine.composeFile(spec)));

      assertThat(asDev(machine, "id -un; sudo -n id -un; cat /made; command -v less; pwd"))
          .isEqualTo(new Result(0, "dev\nroot\ndev's %{y}\n/usr/bin/less\n/home/dev\n", ""));
      asDev(machine, "devpod-machine wait-docker 0 && ! command -v docker").orFail();
      asDev(
              machine,
              "test -e ~/.bashrc && touch /home/dev/.cache/x /home/dev/.cache/pip/x /home/dev/x /var/lib/devpod/agent/x /var/lib/devpod/data/x"
                  + " && devpod-machine host-key")
          .orFail();
      assertThat(machine.ssh("true").exitCode()).as("root may not log in").isEqualTo(255);
      assertThat(
              machine.inspect(
                  "{{.HostConfig.Privileged}} {{.HostConfig.NanoCpus}} {{.HostConfig.Memory}}"
                      + " {{.HostConfig.PidsLimit}} {{.HostConfig.ShmSize}}"))
          .isEqualTo("false 1500000000 536870912 300 33554432");

      asDev(machine, "devpod-machine shutdown");
      machine.awaitState("exited");
      assertThat(machine.inspect("{{.State.ExitCode}} {{.RestartCount}}")).isEqualTo("0 0");
    } finally {
      Programs.run("docker", "rmi", base);
    }
  }

  /** A user of the base image to whom nobody could log in. */
  @Test
  void a_user_whose_shell_account_and_home_are_not_made_for_a_login() {
    String base =
        image(
            "locked",
            """
            FROM debian:bookworm
            RUN apt-get update && apt-get install -y --no-install-recommends sudo && rm -rf /var/lib/apt/lists/*
            RUN usermod --expiredate 2020-01-01 --home /usr/sbin --shell /usr/sbin/nologin www-data \\
             && chage -d 0 www-data && sed -i '/includedir/d' /etc/sudoers && chmod g+w /etc && echo no >/etc/nologin
            """);
    SomeMachine spec =
        SomeMachine.of("locked", "127.0.0.1:2300-2399")
            .image(base)
            .docker(DockerMode.NONE)
            .user("www-data");

    try (DockerMachine machine = DockerMachine.in(folder, "locked")) {
      machine.deploy(spec);

      assertThat(
              machine.ssh("www-data", Map.of(), "", "id -un; sudo -n id -un; pwd; basename $SHELL"))
          .isEqualTo(new Result(0, "www-data\nroot\n/home/www-data\nbash\n", ""));
    } finally {
      Programs.run("docker", "rmi", base);
    }
  }

  @Test
  void a_base_without_docker_gets_it_and_a_named_user_may_use_it() {
    SomeMachine spec =
        SomeMachine.of("plain", "127.0.0.1:2300-2399")
            .image(DEBIAN)
            .user("dev")
            .mirrors("https://mirror.invalid");

    try (DockerMachine machine = DockerMachine.in(folder, "plain")) {
      machine.deploy(spec);

      asDev(machine, "devpod-machine wait-docker 60").orFail();
      assertThat(asDev(machine, "docker info --format '{{.RegistryConfig.Mirrors}}'").out())
          .isEqualTo("[https://mirror.invalid/]\n");
    }
  }

  /** DevPod's agent is root there too, so what root writes must be root's inside as well. */
  @Test
  void docker_without_any_privilege_on_the_server() {
    SomeMachine spec =
        SomeMachine.of("rootless", "127.0.0.1:2300-2399")
            .image(DEBIAN)
            .docker(DockerMode.ROOTLESS)
            .user("dev");

    try (DockerMachine machine = DockerMachine.in(folder, "rootless")) {
      machine.deploy(spec);

      assertThat(machine.inspect("{{.HostConfig.Privileged}} {{.HostConfig.CapAdd}}"))
          .isEqualTo("false []");
      asDev(machine, "devpod-machine wait-docker 60").orFail();
      assertThat(asDev(machine, "docker info --format '{{.SecurityOptions}} {{.Driver}}'").out())
          .contains("rootless", "overlay2");
      asDev(machine, TINY_IMAGE).orFail();
      assertThat(
              asDev(
                  machine,
                  "sudo mkdir -p /var/lib/devpod/data/w && echo in | sudo tee /var/lib/devpod/data/w/f"
                      + " && docker run --rm -v /var/lib/devpod/data/w:/w tiny /bin/sh -c"
                      + " 'read x </w/f; echo $x and out >/w/g'"
                      + " && stat -c '%u %U' /var/lib/devpod/data/w/g && cat /var/lib/devpod/data/w/g"))
          .isEqualTo(new Result(0, "in\n0 root\nin and out\n", ""));
      asDev(machine, "printf 'FROM tiny\nRUN echo built >/built\n' | docker build -q -t built -")
          .orFail();
      assertThat(
              asDev(
                      machine,
                      "docker run --rm tiny /bin/sh -c 'while read -r l; do echo $l; done </etc/resolv.conf'")
                  .out())
          .as("slirp4netns hands this on to the machine's own resolver")
          .contains("nameserver 10.0.2.3")
          .doesNotContain("8.8.");
      asDev(machine, "sudo pkill -HUP dockerd && docker image inspect built >/dev/null").orFail();
      asDev(machine, "sudo pkill -KILL -x dockerd; devpod-machine wait-docker 60").orFail();
      machine.stop();
      assertThat(machine.inspect("{{.State.ExitCode}}")).isEqualTo("0");
      machine.start();
      asDev(machine, "devpod-machine wait-docker 60 && docker image inspect built >/dev/null")
          .orFail();
    }
  }

  /**
   * Alpine as far as Debian can play it: its package manager's name and words, its shell, its
   * tools.
   */
  @Test
  void a_base_with_apk_and_busybox() {
    String base =
        image(
            "apk",
            """
            FROM debian:bookworm
            RUN apt-get update && apt-get install -y --no-install-recommends busybox-static \\
             && mkdir /opt/busybox && /bin/busybox --install -s /opt/busybox && ln -sf /bin/busybox /bin/sh \\
             && mkdir /opt/real && mv /usr/bin/apt-get /opt/real/
            RUN printf '%s\\n' '#!/bin/bash' 'export PATH=/usr/sbin:/usr/bin:/sbin:/bin' \\
             '[ "$1 $2" = "add --no-cache" ] || exit 9' 'shift 2; p=()' \\
             'for n; do case $n in openssh) p+=(openssh-server openssh-client) ;; xz) p+=(xz-utils) ;;' \\
             'docker) p+=(docker.io) ;; docker-cli-*) exit 1 ;; *) p+=("$n") ;; esac; done' \\
             'ln -sf dash /bin/sh; /opt/real/apt-get install -y --no-install-recommends "${p[@]}"' \\
             's=$?; ln -sf busybox /bin/sh; exit $s' >/sbin/apk && chmod +x /sbin/apk
            ENV PATH=/opt/busybox:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
            """);

    try (DockerMachine machine = DockerMachine.in(folder, "apk")) {
      machine.deploy(SomeMachine.of("apk", "127.0.0.1:2300-2399").image(base));

      assertThat(machine.ssh("command -v sed; readlink -f /bin/sh").out())
          .isEqualTo("/opt/busybox/sed\n/usr/bin/busybox\n");
      machine.ssh("devpod-machine wait-docker 60").orFail();
      machine.ssh("pkill -KILL -x dockerd; devpod-machine wait-docker 60").orFail();
      machine.stop();
      assertThat(machine.inspect("{{.State.ExitCode}}")).isEqualTo("0");
    } finally {
      Programs.run("docker", "rmi", base);
    }
  }

  /**
   * Fedora as far as Debian can play it: its package manager's name and words, and locked
   * passwords.
   */
  @Test
  void a_base_with_dnf_and_a_locked_root() {
    String base =
        image(
            "dnf",
            """
            FROM debian:bookworm
            RUN apt-get update && usermod -p '!locked' root && mkdir /opt/real && mv /usr/bin/apt-get /opt/real/
            RUN printf '%s\\n' '#!/bin/bash' '[ "$1 $2" = "install -y" ] || exit 9' 'shift 2; p=()' \\
             'for n; do case $n in openssh-clients) p+=(openssh-client) ;; xz) p+=(xz-utils) ;; procps-ng) p+=(procps) ;;' \\
             'moby-engine) p+=(docker.io) ;; docker-buildx|docker-compose) exit 1 ;; *) p+=("$n") ;; esac; done' \\
             '/opt/real/apt-get install -y --no-install-recommends "${p[@]}"' >/usr/bin/dnf && chmod +x /usr/bin/dnf
            """);

    try (DockerMachine machine = DockerMachine.in(folder, "dnf")) {
      machine.deploy(SomeMachine.of("dnf", "127.0.0.1:2300-2399").image(base));

      machine.ssh("devpod-machine wait-docker 60 && command -v git curl sudo pkill").orFail();
    } finally {
      Programs.run("docker", "rmi", base);
    }
  }

  /** As Compose 2.40.0 hands a build to bake: with two dollar signs for each. */
  private static String doubledInBuild(String composeFile) {
    int build = composeFile.indexOf("\n    build:\n");
    int end = composeFile.indexOf("\nvolumes:\n");
    return composeFile.substring(0, build)
        + composeFile.substring(build, end).replace("$", "$$")
        + composeFile.substring(end);
  }

  private static Result asDev(DockerMachine machine, String command) {
    return machine.ssh("dev", Map.of(), "", command);
  }

  private String image(String name, String dockerfile) {
    String tag = "recipe-test-" + ProcessHandle.current().pid() + "-base:" + name;
    Programs.run(folder, dockerfile, List.of("docker", "build", "-q", "-t", tag, "-")).orFail();
    return tag;
  }
}
