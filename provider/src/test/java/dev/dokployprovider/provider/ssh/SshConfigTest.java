package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.provider.options.JumpHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshConfigTest {
  private static final Path SOCKET =
      Path.of("/home/me/.cache/dokploy-provider/ssh/0123456789abcdef");

  private static SshConfig config(Path folder, Optional<Path> socket) {
    return new SshConfig(
        new Address("example.org", 2223),
        new Transport.Direct(),
        "root",
        "machine-key",
        new SshFiles(folder),
        socket,
        Duration.ofHours(1));
  }

  @Test
  void the_file_says_everything_that_counts() {
    assertThat(config(Path.of("/home/me/a machine"), Optional.of(SOCKET)).render())
        .isEqualTo(
            """
            # Written by dokploy-provider. To log in: ssh -F THIS_FILE machine
            Host machine
              ControlPath "/home/me/.cache/dokploy-provider/ssh/0123456789abcdef"
              ControlMaster no
              ControlPersist 3600
              HostName example.org
              Port 2223
              User root
              IdentityFile "/home/me/a machine/id_ed25519"
              IdentitiesOnly yes
              IdentityAgent none
              PreferredAuthentications publickey
              BatchMode yes
              HostKeyAlias machine-key
              UserKnownHostsFile "/home/me/a machine/known_hosts"
              GlobalKnownHostsFile /dev/null
              StrictHostKeyChecking yes
              CheckHostIP no
              VerifyHostKeyDNS no
              UpdateHostKeys no
              ConnectTimeout 3
              ServerAliveInterval 3
              ServerAliveCountMax 2
              TCPKeepAlive yes
              SendEnv DOKPLOY_COMMAND
              ForwardAgent no
              ForwardX11 no
              PermitLocalCommand no
              EscapeChar none
              LogLevel ERROR
            """);
  }

  /** Where both are included, {@code machine} is the first of them for ssh. */
  @Test
  void two_files_included_in_one_are_distinguished_by_names_of_their_own(@TempDir Path temp)
      throws IOException, InterruptedException {
    var including = new StringBuilder();
    for (String name : List.of("web-a1b2c", "api.2")) {
      Path folder = Files.createDirectories(temp.resolve("machines").resolve(name));
      var files = new SshFiles(folder);
      var config =
          new SshConfig(
              new Address("example.org", name.equals("api.2") ? 2224 : 2223),
              new Transport.Direct(),
              "root",
              "key-of-" + name,
              files,
              Optional.of(Path.of("/run/user/0/" + name)),
              Duration.ofHours(1));
      Files.writeString(files.config(), config.render());
      including.append("Include ").append(files.config()).append('\n');
    }
    Path all = Files.writeString(temp.resolve("config"), including);

    for (String name : List.of("web-a1b2c", "api.2")) {
      assertThat(SshConfig.alias(temp.resolve(name))).contains("dokploy-" + name);
      assertThat(read(temp, all, "dokploy-" + name))
          .contains(
              "hostname example.org",
              "port " + (name.equals("api.2") ? 2224 : 2223),
              "hostkeyalias key-of-" + name,
              "controlpath /run/user/0/" + name,
              "stricthostkeychecking true");
      Path own = temp.resolve("machines").resolve(name).resolve("ssh_config");
      assertThat(read(temp, own, "machine")).contains("hostkeyalias key-of-" + name);
    }
    assertThat(read(temp, all, "dokploy-other")).contains("hostname dokploy-other");
  }

  @Test
  void a_folder_whose_name_ssh_can_not_take_has_no_name_of_its_own() {
    for (String name : List.of("a machine", "m*", "!m", "m\u00e4", "m,n")) {
      assertThat(SshConfig.alias(Path.of("/m").resolve(name))).isEmpty();
      assertThat(config(Path.of("/m").resolve(name), Optional.empty()).render())
          .contains("\nHost machine\n");
    }
    assertThat(SshConfig.alias(Path.of("/"))).isEmpty();
    assertThat(config(Path.of("/m/web"), Optional.empty()).render())
        .startsWith(
            "# Written by dokploy-provider. To log in: ssh -F THIS_FILE machine; where it is included:"
                + " ssh dokploy-web\nHost machine dokploy-web\n  ControlPath none\n");
  }

  @Test
  void the_way_through_another_SSH_server_is_the_users_own_ssh() {
    String text = through(new Transport.ThroughSsh(JumpHost.parse("me@[2001:db8::7]:2200")));

    assertThat(text)
        .contains(
            """
              ProxyCommand env DOKPLOY_COMMAND= LC_DPC= ssh -o BatchMode=yes -o PermitLocalCommand=no -o LogLevel=INFO \
            -o ConnectTimeout=5 -W "[%h]:%p" -l me -p 2200 2001:db8::7
              ControlMaster no
            """)
        .contains("  ConnectTimeout 6\n");
    assertThat(SshConfig.isThroughSsh(text)).isTrue();
    assertThat(SshConfig.isThroughSsh("  ProxyCommand ssh -o BatchMode=yes host"))
        .as("as an earlier release wrote it")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash", "/bin/csh", "/usr/bin/fish"})
  void the_users_ssh_to_a_jump_host_does_not_see_the_command(String shell, @TempDir Path temp)
      throws IOException {
    assumeTrue(Files.isExecutable(Path.of(shell)), shell + " is not on this computer");
    Path ssh = temp.resolve("ssh");
    Files.writeString(ssh, "#!/bin/sh\necho \"<$DOKPLOY_COMMAND> $HOME $*\"\n");
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
    String proxyCommand =
        new Transport.ThroughSsh(JumpHost.parse("jump")).proxyCommand().orElseThrow();

    var run =
        Programs.run(
            List.of(shell, "-c", "exec " + proxyCommand),
            Map.of("PATH", temp + ":/usr/bin:/bin", "HOME", "/h", "DOKPLOY_COMMAND", "secret"),
            Duration.ofMinutes(1));

    assertThat(run.stdout()).startsWith("<> /h -o BatchMode=yes ").endsWith(" jump\n");
  }

  @Test
  void the_way_inside_TLS_is_a_program_of_ours_that_may_have_any_path() {
    var dialer = List.of("/home/a 100% b/it's/dokploy-provider");
    String text = through(new Transport.ThroughTls(dialer, "devpod-x-1.devpod.internal"));

    assertThat(text)
        .contains(
            "  ProxyCommand '/home/a 100%% b/it'\\''s/dokploy-provider' dial %h %p"
                + " devpod-x-1.devpod.internal\n");
    assertThat(SshConfig.isThroughSsh(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "a b", "a;b", "$(id)", "a%h", "a\nb", "a`b`"})
  void a_server_name_that_a_shell_could_misread_is_refused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Transport.ThroughTls(List.of("/p"), name));
  }

  private static String through(Transport way) {
    return new SshConfig(
            new Address("example.org", 443),
            way,
            "root",
            "machine-key",
            new SshFiles(Path.of("/m")),
            Optional.of(SOCKET),
            Duration.ofHours(1))
        .render();
  }

  @Test
  void the_control_socket_can_be_read_back() {
    assertThat(SshConfig.controlSocketIn(config(Path.of("/m"), Optional.of(SOCKET)).render()))
        .contains(SOCKET);
    assertThat(SshConfig.controlSocketIn(config(Path.of("/m"), Optional.empty()).render()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a\"b", "/a\\b", "/a${HOME}b", "/a\nHost *", "/a\tb"})
  void a_folder_that_the_file_cannot_carry_is_refused(String folder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Path.of(folder), Optional.empty()))
        .withMessageContaining("cannot carry")
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "/a%b", "/a$b", "/a\"b", "/a\nb"})
  void a_socket_that_the_file_cannot_carry_is_refused(String socket) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Path.of("/m"), Optional.of(Path.of(socket))))
        .withMessageContaining("cannot be a control socket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"/s", "/s\"", "none"})
  void what_is_not_in_quotes_is_no_control_socket(String value) {
    assertThat(SshConfig.controlSocketIn("ControlPath " + value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "a b", "a\nb", "a%b", "$x"})
  void a_user_or_an_alias_that_is_no_name_is_refused(String name) {
    SshFiles files = new SshFiles(Path.of("/m"));
    Address address = new Address("h", 22);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new SshConfig(
                address,
                new Transport.Direct(),
                name,
                "k",
                files,
                Optional.empty(),
                Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new SshConfig(
                address,
                new Transport.Direct(),
                "root",
                name,
                files,
                Optional.empty(),
                Duration.ZERO));
  }

  @Test
  void the_address_can_be_read_back() {
    for (var address :
        List.of(
            new Address("example.org", 2223),
            new Address("::1", 1),
            new Address("fe80::1%eth0", 65535))) {
      var config =
          new SshConfig(
              address,
              new Transport.Direct(),
              "root",
              "machine-key",
              new SshFiles(Path.of("/m")),
              Optional.empty(),
              Duration.ZERO);
      assertThat(SshConfig.addressIn(config.render())).contains(address);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host machine\n  HostName h\n",
        "Host machine\n  Port 22\n",
        "  HostName h\n  Port many\n",
        "  HostName h\n  Port 65536\n",
        "  HostName h\n  Port 220000\n",
        "  HostName -x\n  Port 22\n",
        "  HostNames h\n  Port 22\n"
      })
  void a_file_without_an_address_has_none(String text) {
    assertThat(SshConfig.addressIn(text)).isEmpty();
  }

  @Test
  void a_socket_has_room_for_what_OpenSSH_adds_to_its_name() {
    assertThat(SshConfig.fitsSocket(Path.of("%/a"))).isFalse();
    assertThat(SshConfig.fitsSocket(Path.of("$HOME/a"))).isFalse();
    assertThat(SshConfig.fitsSocket(Path.of("/" + "x".repeat(85)))).isTrue();
    assertThat(SshConfig.fitsSocket(Path.of("/" + "x".repeat(86)))).isFalse();
    assertThat(SshConfig.fitsSocket(Path.of("/" + "ü".repeat(43)))).isFalse();
    assertThat(SshConfig.fitsSocket(Path.of("/a%b"))).isFalse();
    assertThat(SshConfig.fitsSocket(Path.of("/a b'c#d,e"))).isTrue();
  }

  /** Whatever the folder is called, ssh reads the path that was meant, or the folder is refused. */
  @Test
  void ssh_reads_every_path_as_it_was_meant(@TempDir Path temp) throws Exception {
    Sshd.openSsh();
    long seed = Long.getLong("soak.seed", 20_261_128);
    Random random = new Random(seed);
    int understood = 0;
    for (int i = 0; i < 60; i++) {
      Path folder = Path.of("/m/" + text(random));
      SshConfig config;
      try {
        config = config(folder, Optional.empty());
      } catch (IllegalArgumentException refused) {
        continue;
      }
      List<String> lines = read(temp, config);
      assertThat(lines)
          .describedAs("seed %d, folder %s", seed, folder)
          .contains("userknownhostsfile " + folder + "/known_hosts")
          // This one ssh -G shows as it stands, before the percent signs are taken back.
          .contains("identityfile " + (folder + "/id_ed25519").replace("%", "%%"))
          .contains("hostname example.org", "stricthostkeychecking true");
      understood++;
    }
    assertThat(understood).describedAs("seed %d", seed).isPositive();
  }

  private static String text(Random random) {
    String alphabet = "abc  %%''#$~=,;:@!*?{}()&|<>^-_.\"\\ü${";
    StringBuilder text = new StringBuilder("x");
    for (int length = 1 + random.nextInt(8); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.append('x').toString();
  }

  private static List<String> read(Path temp, SshConfig config)
      throws IOException, InterruptedException {
    return read(temp, Files.writeString(temp.resolve("ssh_config"), config.render()), "machine");
  }

  private static List<String> read(Path temp, Path file, String host)
      throws IOException, InterruptedException {
    Path out = temp.resolve("out");
    Process ssh =
        new ProcessBuilder("ssh", "-G", "-F", file.toString(), host)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(ssh.waitFor(Sshd.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(out);
  }
}
