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

  @ParameterizedTest
  @MethodSource(SHELLS)
  void what_stops_an_idle_machine_is_started_where_it_is(String shell) {
    Shells.fake(folder, "devpod", "echo \"$1 $(cat)\" >>calls");
    assertThat(machine(shell, Map.of(), "idle_service=$PWD/none; start_idle_service; wait"))
        .isEqualTo(new Result(0, "", ""));
    assertThat(
            machine(
                shell,
                Map.of(),
                "idle_service=$PWD/bin/devpod; start_idle_service; wait; cat calls; rm calls"))
        .isEqualTo(new Result(0, "start \n", ""));
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
