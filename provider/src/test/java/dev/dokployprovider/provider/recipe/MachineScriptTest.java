package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.recipe.Programs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts of devpod-machine.sh, with programs and folders that stand for a server's. */
class MachineScriptTest {
  private static final String SHELLS = "dev.dokployprovider.provider.recipe.Shells#all";

  /** Its own name tells which kind it is; a file tells what works on this server. */
  private static final String IPTABLES =
      """
      echo "${0##*/} $*" >>calls
      case ${0##*/} in iptables) kind=default ;; *-nft) kind=nft ;; *) kind=legacy ;; esac
      grep -q "^$kind" works || exit 3
      case "$* $(grep "^$kind" works)" in *" -N "*"without nat") exit 4 ;; *) exit 0 ;; esac\
      """;

  @TempDir private Path folder;

  /** What works on the server, with a module or without; and what Docker then finds. */
  @ParameterizedTest
  @CsvSource({
    "default, '', /iptables",
    "nft, '', /iptables-nft",
    "legacy, '', /iptables-legacy",
    "default without nat;nft, '', /iptables-nft",
    "default without nat;nft without nat;legacy, '', /iptables-legacy",
    "none, nf_tables:default, /iptables",
    "none, nf_tables:nft, /iptables-nft",
    "none, iptable_nat:default, /iptables",
    "none, iptable_nat:legacy, /iptables-legacy",
    "none, '', /iptables",
  })
  void docker_gets_an_iptables_that_works_here(String works, String module, String found)
      throws IOException {
    for (String name : new String[] {"iptables", "iptables-nft", "iptables-legacy"}) {
      Shells.fake(folder, name, IPTABLES);
    }
    Shells.fake(
        folder,
        "ip",
        "[ \"$1 $2\" != \"link show\" ] || ! [ \"$3\" = \"%s\" ] || echo %s >works; exit 1"
            .formatted(module.replaceFirst(":.*", ""), module.replaceFirst(".*:", "")));
    for (String shell : Shells.all().toList()) {
      Files.writeString(folder.resolve("works"), works.replace(';', '\n') + "\n");
      var chosen =
          machine(
              shell,
              Map.of(),
              "run=$PWD/run; choose_iptables; readlink -f \"$(command -v iptables)\"; rm -rf run");
      assertThat(chosen.out()).describedAs(shell).endsWith("/bin" + found + "\n");
      assertThat(chosen.err())
          .isEqualTo(
              works.equals("none") && module.isEmpty()
                  ? "devpod-machine: no iptables of this image works on this server\n"
                  : found.contains("-")
                      ? "devpod-machine: using " + found.substring(1) + "\n"
                      : "");
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void the_folders_on_the_way_to_a_volume_in_the_home_are_the_users(String shell) {
    chowns();
    Shells.fake(folder, "stat", "case $3 in */mine) echo 1000 ;; *) echo 0 ;; esac");
    var owned =
        machine(
            shell,
            Map.of(),
            """
            user=dev home=/home/dev
            own_mounts <<-END
            v /home/dev/.cache/pip ext4 rw 0 0
            v /home/dev/mine/a/b ext4 rw 0 0
            v /home/dev2/x ext4 rw 0 0
            v /home ext4 rw 0 0
            END
            cat calls\
            """);
    assertThat(owned)
        .isEqualTo(
            new Result(
                0,
                """
                dev: /home/dev/.cache/pip
                dev: /home/dev/.cache
                dev: /home/dev/mine/a/b
                dev: /home/dev/mine/a
                """,
                ""));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_home_that_docker_made_gets_what_a_home_begins_with(String shell) {
    chowns();
    var filled =
        machine(
            shell,
            Map.of(),
            """
            user=dev home=$PWD/home
            mkdir -p skel/.config home/.cache home/.config
            echo p >skel/.profile; echo b >skel/.bashrc; echo mine >home/.config/x; echo new >skel/.config/x
            fill_home skel; cat home/.profile home/.bashrc home/.config/x
            rm home/.bashrc; fill_home skel; ls -A home; sed "s,$PWD/,," calls\
            """);
    assertThat(filled)
        .isEqualTo(
            new Result(
                0,
                "p\nb\nmine\n.cache\n.config\n.profile\n-R dev: home/.bashrc\n-R dev: home/.profile\n",
                ""));
  }

  /** As after a move to a base where somebody else has the number 1000. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void what_is_in_the_home_stays_the_users_when_the_number_changes(String shell) {
    Shells.fake(folder, "chown", "echo \"$*\" | tr ' ' '\\n' | sed \"s,$PWD/,,\" >>calls");
    Shells.fake(folder, "id", "cat number");
    String commands =
        """
        user=dev home=$PWD/home
        mkdir -p home/a; : >home/a/b; ln -s gone home/c; : >calls
        stat -c %u home >number; take_over; echo same: $(cat calls)
        echo 77777 >number; take_over; echo other: $(sort -r calls) last: $(tail -n 1 calls)\
        """;
    var taken = machine(shell, Map.of(), commands);
    String root = "root".equals(System.getProperty("user.name")) ? "" : "dev: -h home/c home/a/b";
    assertThat(taken.out()).describedAs(taken.err()).startsWith("same:\nother:").contains(root);
  }

  /** A folder that plays the kernel's. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void on_cgroup_v2_the_machines_processes_are_moved_aside(String shell) {
    String kernel =
        """
        cgroup=$PWD/cgroup; pause() { :; }
        mkdir -p cgroup; cd cgroup; echo 'cpu memory pids' >cgroup.controllers
        : >cgroup.subtree_control; printf '1\\n7\\n' >cgroup.procs
        """;
    String after = "cat cgroup.subtree_control init/cgroup.procs; ls -d init";
    assertThat(machine(shell, Map.of(), kernel + "nest_cgroups; ls").out())
        .as("the server's own root has no type")
        .doesNotContain("init");
    assertThat(machine(shell, Map.of(), kernel + ": >cgroup.type; nest_cgroups; " + after).out())
        .as("the last write of each is what a plain file keeps")
        .isEqualTo("+pids\n7\ninit\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void mirrors_take_the_place_of_those_in_the_base_images_configuration(String shell) {
    String commands =
        """
        printf '%s\\n' '{"features": {"a": [1]}, "registry-mirrors": [' '"https://old.example"],"b": []}' >named
        echo '{}' >plain
        for f in named plain; do if set_mirrors $f; then echo in $f; else echo as flags; fi; cat $f; echo; done\
        """;
    assertThat(machine(shell, Map.of("DEVPOD_MACHINE_MIRRORS", "https://a http://b:5/"), commands))
        .isEqualTo(
            new Result(
                0,
                """
                in named
                {"features": {"a": [1]}, "registry-mirrors":["https://a","http://b:5/"],"b": []}\s
                as flags
                {}

                """,
                ""));
    assertThat(machine(shell, Map.of("DEVPOD_MACHINE_MIRRORS", ""), commands).out())
        .contains("as flags\n{\"features\"", "https://old.example");
  }

  /** Where the script looks, and writes, for what stops an idle machine. */
  private static final String IDLE =
      """
      idle_service=$PWD/bin/devpod idle_pid=$PWD/idle.pid agent=$PWD/bin/agent agent_tmp=$PWD
      service_functions=$PWD/functions service_command=$PWD/bin/service
      """;

  @ParameterizedTest
  @MethodSource(SHELLS)
  void what_stops_an_idle_machine_is_started_where_it_is(String shell) {
    assertThat(machine(shell, Map.of(), IDLE + "start_idle_service; wait; cat calls"))
        .as("a machine that DevPod has not been to")
        .isEqualTo(new Result(0, "", ""));
    Shells.fake(folder, "devpod", "echo \"$1 $(cat)\" >>calls");
    Shells.fake(folder, "agent", "echo \"agent: $*\" >>calls");
    assertThat(machine(shell, Map.of(), IDLE + "start_idle_service; wait; cat calls"))
        .as("the service of DevPod's agent")
        .isEqualTo(new Result(0, "start \n", ""));
  }

  /** The clients' agents know different words; each then finds the daemon and starts no second. */
  @ParameterizedTest
  @CsvSource({"agent daemon, devpod.daemon.pid", "internal agent daemon, devsy-0/devsy.daemon.pid"})
  void without_a_service_the_agents_daemon_is_started_and_noted(String words, String note) {
    Shells.fake(
        folder,
        "agent",
        "case \"$*\" in \"%s --help\") exit 0 ;; *--help) exit 1 ;; esac; echo \"$*\" >>calls"
            .formatted(words));
    for (String shell : Shells.all().toList()) {
      String commands =
          IDLE
              + "state=/s; start_idle_service; wait; n=0; until [ -s calls ] || [ $n -gt 100 ]; do"
              + " n=$((n + 1)); sleep 0.1; done; cat calls; wc -l <idle.pid; cmp idle.pid "
              + note;
      assertThat(machine(shell, Map.of(), commands))
          .as(shell)
          .isEqualTo(new Result(0, words + " --agent-dir /s/data\n0\n", ""));
    }
  }

  /** As the script of DevPod's service calls them, which runs under Debian's sh. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_service_tells_whether_the_daemon_runs(String shell) {
    Shells.fake(folder, "sleeper", "while :; do sleep 0.1; done");
    String commands =
        IDLE
            + """
            prepare_services
            . "$service_functions"
            ask() { status -p pid devpod || echo "code $?"; }
            ask
            echo $$ >pid; ask
            sleeper agent daemon >/dev/null 2>&1 & daemon=$!; echo $daemon >pid
            n=0; until ask | grep -q running || [ $n -gt 100 ]; do n=$((n + 1)); sleep 0.1; done
            ask | sed 's/[0-9][0-9]*/N/'
            kill $daemon
            """;
    assertThat(machine(shell, Map.of(), commands))
        .isEqualTo(
            new Result(
                0,
                """
                devpod is stopped
                code 3
                devpod is stopped
                code 3
                devpod (pid  N) is running...
                """,
                ""));
  }

  /**
   * What a base image says of the user, and what sshd finds then: the user's shell, home and
   * account.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "dev:x:1000:1000::/home/dev:/bin/sh; dev:x:1000:1000::/home/dev:OURS; /bin/sh",
        "dev:x:33:33:www:/var/www:/usr/sbin/nologin; dev:x:33:33:www:/var/www:OURS; FALLBACK",
        "dev:x:1:1::/usr/sbin:/bin/false; dev:x:1:1::/home/dev:OURS; FALLBACK",
        "dev:x:1:1::/nonexistent:/no/such/zsh; dev:x:1:1::/home/dev:OURS; FALLBACK",
        "dev:x:1:1:::; dev:x:1:1::/home/dev:OURS; FALLBACK",
      })
  void sshd_lets_the_user_in_whatever_the_base_image_says(String line, String after, String shell)
      throws IOException {
    for (String one : Shells.all().toList()) {
      Files.writeString(
          folder.resolve("passwd"), "dev2:x:5:5::/d:/x\n" + line + "\nz:x:6:6::/:/y\n");
      Files.writeString(folder.resolve("shadow"), "dev:!$6$x/y:1:2:3:4:5:6:\ndev2:!:1::::::\n");
      String commands =
          """
          etc=$PWD passwd=$PWD/passwd shadow=$PWD/shadow login_shell=OURS user=dev rm() { :; }
          prepare_login 2>/dev/null; prepare_login; cat passwd shadow user-shell\
          """
              .replace("user=dev rm", "user=dev; rm");
      String fallback = Files.exists(Path.of("/bin/bash")) ? "/bin/bash" : "/bin/sh";
      var prepared = machine(one, Map.of(), commands);
      assertThat(prepared.out().replace("/usr/bin/bash", "/bin/bash"))
          .describedAs(one + prepared.err())
          .isEqualTo(
              "dev2:x:5:5::/d:/x\n%s\nz:x:6:6::/:/y\ndev:*:19000:0:99999:7:::\ndev2:!:1::::::\n%s\n"
                  .formatted(after, shell.replace("FALLBACK", fallback)));
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void containers_ask_the_machines_own_resolver(String shell) {
    Shells.fake(folder, "iptables", "echo \"$*\" >>calls");
    assertThat(network(shell, "nameserver 127.0.0.11", "1500", "{}", ""))
        .isEqualTo(
            """
            --dns 169.254.53.53
            -w -I INPUT ! -i lo -d 127.0.0.0/8 -m conntrack ! --ctstate DNAT -j DROP
            -w -t nat -N DEVPOD-RESOLVER
            -w -t nat -A DEVPOD-RESOLVER -i eth0 -j RETURN
            -w -t nat -A DEVPOD-RESOLVER -d 169.254.53.53 -p udp --dport 53 -j DNAT --to-destination 127.0.0.11:41394
            -w -t nat -A DEVPOD-RESOLVER -d 169.254.53.53 -p tcp --dport 53 -j DNAT --to-destination 127.0.0.11:41395
            -w -t nat -I PREROUTING -j DEVPOD-RESOLVER
            -w -t nat -I OUTPUT -j DEVPOD-RESOLVER
            """);
    assertThat(network(shell, "nameserver 10.0.0.2", "1500", "{}", "")).isEmpty();
    assertThat(network(shell, "nameserver 127.0.0.11", "1500", "{\"dns\": [\"10.0.0.2\"]}", ""))
        .as("what the base image says goes first")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void docker_starts_without_what_the_kernel_does_not_have(String shell) {
    Shells.fake(folder, "iptables", "exit 3");
    assertThat(network(shell, "nameserver 127.0.0.11", "1500", "{}", "")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void containers_send_no_larger_packets_than_the_machine(String shell) {
    Shells.fake(folder, "iptables", ":");
    Shells.fake(folder, "dockerd", "echo --default-network-opt");
    assertThat(network(shell, "nameserver 10.0.0.2", "1400", "{}", ""))
        .isEqualTo("--mtu 1400\n--default-network-opt bridge=com.docker.network.driver.mtu=1400\n");
    assertThat(
            network(
                shell,
                "nameserver 10.0.0.2",
                "1400",
                "{\"mtu\": 1300, \"default-network-opts\": {}}",
                ""))
        .isEmpty();
    Shells.fake(folder, "dockerd", "echo --old");
    assertThat(network(shell, "nameserver 10.0.0.2", "1400", "{}", "")).isEqualTo("--mtu 1400\n");
  }

  @ParameterizedTest
  @CsvSource({
    "nameserver 172.17.0.53, '', true",
    "nameserver 127.0.0.53\\n# ExtServers: [host(192.168.1.1) 10.0.0.3], '', true",
    "nameserver 172.16.0.53, '', false",
    "nameserver 10.0.0.2, http://me@proxy.corp:3128, true",
    "nameserver 10.0.0.2, http://other.corp, false",
  })
  void docker_keeps_its_networks_off_what_the_machine_needs(
      String resolv, String proxy, boolean moved) {
    Shells.fake(folder, "iptables", ":");
    Shells.fake(
        folder, "getent", "case $2 in proxy.corp) echo '172.20.1.2 STREAM x' ;; *) exit 2 ;; esac");
    for (String shell : Shells.all().toList()) {
      String pools = "--bip 198.18.0.1/24 --default-address-pool base=198.18.128.0/17,size=24\n";
      assertThat(network(shell, resolv.replace("\\n", "\n"), "1500", "{}", proxy))
          .isEqualTo(moved ? pools : "");
      assertThat(network(shell, resolv, "1500", "{\"bip\": \"10.1.0.1/24\"}", proxy)).isEmpty();
    }
  }

  /** The arguments of dockerd, and what was done to iptables. */
  private String network(
      String shell, String resolv, String mtu, String configuration, String proxy) {
    String commands =
        """
        etc=$PWD resolv=$PWD/resolv sockets=$PWD devices=$PWD/devices sysctl=$PWD/sysctl docker=privileged
        mkdir -p devices/eth0 devices/lo sysctl/net/ipv4/conf/default
        printf 'Iface\\tDestination\\nwg0\\t0000000A\\nwg1\\t00000000\\t0\\neth0\\t00000000\\t0\\n' | grep -v wg1 >route
        echo "$MTU" >devices/eth0/mtu; echo "$RESOLV" >resolv; echo "$CONFIGURATION" >daemon.json
        echo '  1: 0B00007F:A1B2 00000000:0000 07 0' >udp; echo '  0: 0B00007F:A1B3 00000000:0000 0A 0' >tcp
        network_arguments; cat calls\
        """;
    var result =
        machine(
            shell,
            Map.of(
                "RESOLV",
                resolv,
                "MTU",
                mtu,
                "CONFIGURATION",
                configuration,
                "http_proxy",
                proxy,
                "DEVPOD_MACHINE_MIRRORS",
                ""),
            commands);
    assertThat(result.exitCode()).describedAs(result.err()).isZero();
    return result.out();
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void only_the_machines_own_volumes_are_marked_and_each_mark_stays(String shell) {
    String commands =
        """
        state=$PWD/state mounts=$PWD/mounts; mkdir -p state work; rm -f state/.devpod-volume
        echo "v $PWD/state ext4 rw 0 0" >mounts; echo "v $PWD/work ext4 rw 0 0" >>mounts
        mark_volumes; cat state/.devpod-volume; echo; mark_volumes; cat state/.devpod-volume; echo; ls -A state work\
        """;
    assertThat(machine(shell, Map.of(), commands).out())
        .matches("([0-9a-f]{32})\n\\1\nstate:\n\\.devpod-volume\n\nwork:\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_machine_that_comes_back_with_its_server_is_not_stopped_for_being_idle(String shell) {
    String commands =
        """
        run=$PWD; kill() { echo "kill $*"; }; id() { echo 0; }
        : >restart; shutdown; echo unless-stopped >restart; shutdown\
        """;
    assertThat(machine(shell, Map.of(), commands).out()).isEqualTo("kill -TERM 1\n");
  }

  /** Who writes it has it open all the time. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_log_never_grows_forever_and_goes_on_in_its_file(String shell) {
    String commands =
        """
        log=$PWD/log; rm -rf log; mkdir log; echo short >log/images.log
        { echo early; head -c 10000001 /dev/zero; keep_logs_small; echo late; keep_logs_small; } >>log/dockerd.log
        cat log/dockerd.log; wc -c <log/dockerd.log.1 | tr -d ' '; ls log\
        """;
    assertThat(machine(shell, Map.of(), commands).out())
        .isEqualTo("late\n10000007\ndockerd.log\ndockerd.log.1\nimages.log\n");
  }

  private void chowns() {
    Shells.fake(folder, "chown", "echo \"$*\" >>calls");
  }

  private Result machine(String shell, Map<String, String> environment, String commands) {
    return Shells.run(
        shell,
        folder,
        "devpod-machine.sh",
        environment,
        "PATH=$PWD/bin:$PATH; rm -f calls; : >calls\n" + commands);
  }
}
