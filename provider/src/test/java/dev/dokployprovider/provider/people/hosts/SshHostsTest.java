package dev.dokployprovider.provider.people.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.people.settings.KnownMachine;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.Address;
import dev.dokployprovider.provider.ssh.SshConfig;
import dev.dokployprovider.provider.ssh.SshFiles;
import dev.dokployprovider.provider.ssh.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's own ssh configuration, before and after; real ssh reads it. */
class SshHostsTest {
  @TempDir Path temp;

  private Path home;
  private Path config;
  private SshHosts hosts;

  @BeforeEach
  void user() throws IOException {
    home = Files.createDirectories(temp.resolve("home"));
    config = home.resolve(".ssh").resolve("config");
    hosts = new SshHosts(home, home.resolve("data"));
  }

  @Test
  void ssh_knows_the_machine_whatever_hosts_follow() throws Exception {
    userConfig("Host *\n  User nobody\n  Port 99\n  ProxyJump bastion\n");
    var machine = machine("web", 2222);
    written(machine);
    assertThat(ssh("web"))
        .contains(
            "hostname 10.0.0.5",
            "port 2222",
            "user root",
            "hostkeyalias devpod-web",
            "stricthostkeychecking true",
            "userknownhostsfile " + machine.folder() + "/known_hosts",
            "identityfile " + machine.folder() + "/id_ed25519")
        .noneMatch(line -> line.startsWith("proxyjump") || line.startsWith("proxycommand"));
    assertThat(ssh("dokploy-web")).contains("port 2222");
    assertThat(ssh("other")).contains("hostname other", "port 99", "user nobody");
  }

  @Test
  void each_of_several_machines_is_itself() throws Exception {
    written(machine("web", 2222), machine("api", 2223));
    assertThat(ssh("web")).contains("port 2222");
    assertThat(ssh("api")).contains("port 2223");
    assertThat(ssh("machine")).contains("hostname machine", "port 22");
  }

  @Test
  void the_way_inside_TLS_goes_on_through_the_provider() throws Exception {
    var machine =
        machine("web", 443, new Transport.ThroughTls(List.of("/opt/d p"), "web.internal"));
    written(machine);
    assertThat(ssh("web")).contains("proxycommand '/opt/d p' dial %h %p web.internal");
  }

  @Test
  void written_twice_it_is_the_same_and_removed_the_users_text_is_as_it_was() throws IOException {
    String text = "\n# Mine: \u00E4\r\nHost a\r\n  Port 1";
    userConfig(text);
    written(machine("web", 2222));
    String once = Files.readString(config);
    written(machine("web", 2222));
    assertThat(Files.readString(config)).isEqualTo(once);
    assertThat(hosts.remove()).isTrue();
    assertThat(Files.readString(config)).isEqualTo(text);
    assertThat(hosts.file()).doesNotExist();
    assertThat(hosts.remove()).isFalse();
  }

  @Test
  void bytes_that_are_no_text_stay() throws IOException {
    byte[] bytes = {'#', (byte) 0xFF, (byte) 0xC3, 0, '\n'};
    Files.createDirectories(config.resolveSibling(""));
    Files.write(config, bytes);
    written(machine("web", 2222));
    hosts.remove();
    assertThat(Files.readAllBytes(config)).isEqualTo(bytes);
  }

  @Test
  void lines_of_ours_that_were_moved_below_a_host_come_to_the_top_again() throws Exception {
    written(machine("web", 2222));
    String ours = Files.readString(config);
    Files.writeString(config, "Host a\n  Port 1\n" + ours);
    written(machine("web", 2222));
    assertThat(Files.readString(config)).isEqualTo(ours + "Host a\n  Port 1\n");
    assertThat(ssh("web")).contains("port 2222");
  }

  @Test
  void the_files_mode_stays_and_a_new_one_is_for_its_owner_alone() throws IOException {
    written(machine("web", 2222));
    assertThat(mode(config)).isEqualTo("rw-------");
    assertThat(mode(config.resolveSibling(""))).isEqualTo("rwx------");
    assertThat(mode(hosts.file())).isEqualTo("rw-------");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    hosts.remove();
    assertThat(mode(config)).isEqualTo("rw-r--r--");
  }

  @Test
  void a_link_to_the_file_stays_a_link() throws IOException {
    Path real = Files.createDirectories(home.resolve("dotfiles")).resolve("ssh");
    Files.writeString(real, "Host a\n");
    Files.createDirectories(config.resolveSibling(""));
    Files.createSymbolicLink(config, Path.of("../dotfiles/ssh"));
    written(machine("web", 2222));
    assertThat(config).isSymbolicLink();
    assertThat(Files.readString(real))
        .startsWith("# Hosts of dokploy-provider")
        .endsWith("Host a\n");
    assertThat(real.getParent()).isDirectoryNotContaining("glob:**.part*");
  }

  /** As the system follows it: from where the linked folder really is. */
  @Test
  void a_link_in_a_linked_folder_leads_where_the_system_says() throws IOException {
    Path folder = Files.createDirectories(home.resolve("dotfiles/ssh"));
    Path real = Files.createDirectories(home.resolve("dotfiles/private")).resolve("sshconf");
    Files.writeString(real, "Host a\n");
    Files.createSymbolicLink(home.resolve(".ssh"), folder);
    Files.createSymbolicLink(folder.resolve("config"), Path.of("../private/sshconf"));
    written(machine("web", 2222));
    assertThat(Files.readString(real)).startsWith("# Hosts of dokploy-provider");
    assertThat(home.resolve("private")).doesNotExist();
  }

  @Test
  void another_include_below_a_comment_of_ours_is_the_users() throws IOException {
    written(machine("web", 2222));
    String comment = Files.readAllLines(config).getFirst() + "\n";
    String theirs = "Include ~/.orbstack/ssh/config\n";
    Files.writeString(config, comment + theirs);
    hosts.remove();
    assertThat(Files.readString(config)).isEqualTo(theirs);
  }

  @Test
  void our_line_goes_also_where_it_is_the_last_one_or_stands_apart() throws IOException {
    written(machine("web", 2222));
    var lines = Files.readAllLines(config);
    Files.writeString(config, lines.getFirst() + "\n\n  " + lines.get(1));
    hosts.remove();
    assertThat(Files.readString(config)).isEmpty();
  }

  @Test
  void names_stay_when_the_user_includes_our_file_elsewhere() throws IOException {
    written(machine("web", 2222));
    Files.writeString(config, "Include " + hosts.file() + "\n");
    assertThat(hosts.plan(List.of(machine("web", 2222))).hosts())
        .extracting(SshHosts.Host::names)
        .containsExactly(List.of("web", "dokploy-web"));
  }

  @Test
  void a_configuration_that_can_not_be_read_is_left_alone() throws IOException {
    Files.createDirectories(config);
    assertThatThrownBy(() -> hosts.plan(List.of(machine("web", 2222))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            failed -> assertThat(failed.problem()).isInstanceOf(Problem.UnreadableFile.class));
    assertThatThrownBy(() -> hosts.write(new SshHosts.Written(List.of(), List.of(), "")))
        .isInstanceOf(ProblemException.class);
    assertThat(config).isDirectory();
    assertThat(hosts.file()).doesNotExist();
  }

  @Test
  void a_machine_that_is_gone_is_gone_from_the_file_too() throws Exception {
    written(machine("web", 2222), machine("api", 2223));
    written(machine("api", 2223));
    assertThat(Files.readString(hosts.file())).doesNotContain("Host web");
    assertThat(ssh("web")).contains("hostname web");
  }

  @Test
  void a_name_of_another_host_of_the_users_stays_theirs_also_in_an_included_file()
      throws Exception {
    userConfig("Include more/*.conf\nHost db\n  HostName db.example.org\n");
    Path more = Files.createDirectories(config.resolveSibling("more"));
    Files.writeString(more.resolve("a.conf"), "host = \"web\" x*\n  HostName web.example.org\n");
    var names =
        hosts
            .plan(List.of(machine("web", 2222), machine("db", 2223), machine("api", 2224)))
            .hosts();
    assertThat(names)
        .extracting(SshHosts.Host::names)
        .containsExactly(
            List.of("dokploy-web"), List.of("dokploy-db"), List.of("api", "dokploy-api"));
  }

  @Test
  void machines_files_that_were_included_by_hand_are_told_of() throws IOException {
    var web = machine("web", 2222);
    userConfig("Include \"" + web.folder() + "/ssh_config\"\n");
    var planned = hosts.plan(List.of(web));
    assertThat(planned.notes()).singleElement().asString().contains("says \"Host machine\"");
    assertThat(planned.hosts().getFirst().names()).containsExactly("web", "dokploy-web");
  }

  /** DevPod and Devsy put theirs before the first Host line, below comments that stand there. */
  @ParameterizedTest
  @CsvSource({
    "DevPod, devpod, '\"/usr/bin/devpod\" ssh --stdio --context default --user root web'",
    "Devsy, devsy, '\"/usr/bin/devsy\" workspace ssh --stdio --context default --user root web'"
  })
  void the_clients_own_entries_stay_whichever_comes_first(
      String client, String suffix, String command) throws Exception {
    String host = "web." + suffix;
    String entry =
        """
        # %1$s Start %2$s
        Host %2$s
          ForwardAgent yes
          LogLevel error
          StrictHostKeyChecking no
          UserKnownHostsFile /dev/null
          HostKeyAlgorithms rsa-sha2-256,rsa-sha2-512,ssh-rsa
          ProxyCommand %3$s
          User root
        # %1$s End %2$s
        """
            .formatted(client, host, command);
    String others = "Host a\n  Port 1\n";
    userConfig(entry + others);
    written(machine("web", 2222));
    assertThat(ssh("web")).contains("port 2222", "stricthostkeychecking true");
    assertThat(ssh(host)).contains("proxycommand " + command);

    hosts.remove();
    assertThat(Files.readString(config)).isEqualTo(entry + others);

    userConfig(others);
    written(machine("web", 2222));
    userConfig(Files.readString(config).replace("Host a\n", entry + "Host a\n"));
    assertThat(ssh("web")).contains("port 2222", "stricthostkeychecking true");
    assertThat(ssh(host)).contains("proxycommand " + command);

    hosts.remove();
    assertThat(Files.readString(config)).isEqualTo(entry + others);
  }

  @Test
  void a_machine_that_is_called_as_a_clients_host_leaves_it_the_name() throws Exception {
    userConfig("Host web.devpod\n  Port 1\n");
    written(machine("web.devpod", 2222));
    assertThat(ssh("web.devpod")).contains("port 1");
    assertThat(ssh("dokploy-web.devpod")).contains("port 2222");
  }

  @Test
  void a_machines_file_that_was_damaged_or_is_not_there_is_left_out_and_told() throws IOException {
    var damaged = machine("web", 2222);
    Files.writeString(damaged.folder().resolve("ssh_config"), "Host *\n  LocalCommand x\n");
    var missing = machine("api", 2223);
    Files.delete(missing.folder().resolve("ssh_config"));
    var planned = hosts.plan(List.of(damaged, missing));
    assertThat(planned.hosts()).isEmpty();
    assertThat(planned.notes()).hasSize(2);
    assertThat(planned.text()).doesNotContain("Host ");
  }

  /** Wherever the user's home is, every release reads the same file: this one is asked. */
  @Test
  void ssh_finds_the_included_file_whatever_its_path() throws Exception {
    long seed = Long.getLong("soak.seed", 20_261_128);
    var random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      home = Files.createDirectories(temp.resolve(i + name(random)));
      config = home.resolve(".ssh").resolve("config");
      hosts = new SshHosts(home, home.resolve("data"));
      // Its own folder is another one: which paths that can have is SshConfig's to say.
      written(machine("web", 2222));
      assertThat(ssh("web")).as("seed %d, home %s", seed, home).contains("port 2222");
    }
  }

  private static String name(Random random) {
    String alphabet = "ab  %%''#$~=,;:@!*?{}[]()&|<>^-_.\"\\ü${";
    var text = new StringBuilder("x");
    for (int length = 1 + random.nextInt(8); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.append('x').toString();
  }

  private void userConfig(String text) throws IOException {
    Files.createDirectories(config.resolveSibling(""));
    Files.write(config, text.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
  }

  private void written(KnownMachine... machines) {
    hosts.write(hosts.plan(List.of(machines)));
  }

  private KnownMachine machine(String id, int port) throws IOException {
    return machine(id, port, new Transport.Direct());
  }

  private KnownMachine machine(String id, int port, Transport way) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("machines").resolve(id));
    var files = new SshFiles(folder);
    Files.writeString(
        files.config(),
        new SshConfig(
                new Address("10.0.0.5", port),
                way,
                "root",
                "devpod-" + id,
                files,
                Optional.of(Path.of("/run/x")),
                Duration.ofMinutes(1))
            .render());
    return new KnownMachine(id, folder, Optional.empty(), Optional.empty(), Map.of());
  }

  private List<String> ssh(String host) throws Exception {
    Path out = temp.resolve("out");
    var ssh =
        new ProcessBuilder("ssh", "-G", "-F", config.toString(), host)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(ssh.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(out);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
