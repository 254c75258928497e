package dev.dokployprovider.provider.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A real sshd on a loopback port, with a key, a configuration and a home of its own: what a machine
 * is to ssh. Runs as the user of the tests, root or not.
 */
public final class Sshd implements AutoCloseable {
  /** Generous: for a machine that is busy with other builds. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Path BINARY = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final int port;
  private final PublicKey hostKey;
  private Optional<Process> process = Optional.empty();

  private Sshd(Path folder, int port, PublicKey hostKey) {
    this.folder = folder;
    this.port = port;
    this.hostKey = hostKey;
  }

  /** Starts one, or skips the test where OpenSSH is missing. */
  public static Sshd start(Path folder, String... settings) throws IOException {
    OpenSsh openSsh = openSsh();
    assumeTrue(Files.isExecutable(BINARY), "skipped: no /usr/sbin/sshd (openssh-server) here");
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(folder.resolve("authorized_keys"), "");
    PublicKey hostKey = openSsh.newKeyPair(folder.resolve("host_key"), "host");
    Sshd sshd = new Sshd(folder, freePort(), hostKey);
    Files.writeString(
        folder.resolve("sshd_config"),
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s/host_key
        AuthorizedKeysFile %s/authorized_keys
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        PermitRootLogin prohibit-password
        MaxSessions 200
        MaxStartups 200
        AcceptEnv DOKPLOY_COMMAND LANG LC_*
        SetEnv HOME=%s/home
        Subsystem sftp internal-sftp
        %s
        """
            .formatted(sshd.port, folder, folder, folder, String.join("\n", settings)));
    sshd.start();
    return sshd;
  }

  /** The OpenSSH client of this computer, or the test is skipped. */
  public static OpenSsh openSsh() {
    Optional<OpenSsh> found = OpenSsh.find(System.getenv());
    assumeTrue(found.isPresent(), "skipped: no OpenSSH client on PATH");
    return found.orElseThrow();
  }

  /**
   * A free port, below those that the system gives to outgoing connections: one of them could take
   * it before it is used.
   */
  public static int freePort() throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // The next one.
      }
    }
    throw new IllegalStateException("no free port from 10000 to 19999");
  }

  /** Starts it again, at the same port. */
  public void start() throws IOException {
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    process =
        Optional.of(
            new ProcessBuilder(
                    BINARY.toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start());
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!answers()) {
      if (Instant.now().isAfter(deadline) || !process.get().isAlive()) {
        throw new IllegalStateException("sshd does not start: " + log());
      }
      Thread.onSpinWait();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return socket.getInputStream().read() == 'S';
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends it and every connection to it. */
  public void stop() {
    process.ifPresent(sshd -> {
      List<ProcessHandle> sessions = sshd.descendants().toList();
      sshd.destroyForcibly();
      sessions.forEach(ProcessHandle::destroyForcibly);
      try {
        sshd.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    });
    process = Optional.empty();
  }

  @Override
  public void close() {
    stop();
  }

  public Address address() {
    return new Address("127.0.0.1", port);
  }

  public PublicKey hostKey() {
    return hostKey;
  }

  /** Where the machine's user is at home. */
  public Path home() {
    return folder.resolve("home");
  }

  public String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many connections have been let in so far. */
  public long logins() {
    return log().lines().filter(line -> line.startsWith("Accepted publickey")).count();
  }

  public void authorize(PublicKey key) throws IOException {
    Files.writeString(folder.resolve("authorized_keys"), key + "\n");
  }

  /**
   * A machine folder that leads here: keys, known_hosts and ssh_config as the provider has them.
   */
  public SshFiles filesFor(Path machineFolder, Address address, Map<String, String> environment)
      throws IOException {
    Files.createDirectories(machineFolder);
    SshFiles files = new SshFiles(machineFolder);
    authorize(openSsh().newKeyPair(files.privateKey(), "machine"));
    Files.writeString(files.knownHosts(), hostKey.knownHostsLine("machine-key"));
    leadTo(files, address, "machine-key", environment);
    return files;
  }

  /**
   * Lets such a folder lead to an address, where the host key of that name must be the pinned one.
   */
  static void leadTo(
      SshFiles files, Address address, String hostKeyAlias, Map<String, String> environment)
      throws IOException {
    Files.writeString(
        files.config(),
        new SshConfig(
                address,
                new Transport.Direct(),
                System.getProperty("user.name"),
                hostKeyAlias,
                files,
                ControlSocket.choose(files, "machine", environment),
                Duration.ofMinutes(10))
            .render());
  }
}
