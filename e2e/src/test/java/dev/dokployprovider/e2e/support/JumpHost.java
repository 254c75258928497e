package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * An SSH server on loopback that only a user's own ssh configuration knows, by an alias. ssh looks
 * for that configuration in the home that the system knows of the user, whatever HOME says, so an
 * ssh on PATH reads the one of these tests in its place, wherever no other is named with -F.
 */
public final class JumpHost implements AutoCloseable {
  public static final String ALIAS = "my-dokploy-server";

  private final Process sshd;
  private final Path folder;

  private JumpHost(Process sshd, Path folder) {
    this.sshd = sshd;
    this.folder = folder;
  }

  /** Starts one; who is let in is the user of these tests. */
  public static JumpHost start(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    if (System.getProperty("user.name").equals("root")) {
      // What a service of the system would make; an sshd of another user needs none.
      Files.createDirectories(Path.of("/run/sshd"));
    }
    keygen(folder.resolve("host_key"));
    keygen(folder.resolve("key"));
    int port = FreePorts.one();
    Files.writeString(
        folder.resolve("sshd_config"),
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey "%2$s/host_key"
        AuthorizedKeysFile "%2$s/key.pub"
        PasswordAuthentication no
        StrictModes no
        UsePAM no
        PidFile none
        """
            .formatted(port, folder));
    Files.writeString(
        folder.resolve("config"),
        """
        Host %s
          HostName 127.0.0.1
          Port %d
          User %s
          IdentityFile "%4$s/key"
          IdentitiesOnly yes
          UserKnownHostsFile "%4$s/known_hosts"
        """
            .formatted(ALIAS, port, System.getProperty("user.name"), folder));
    Files.writeString(
        folder.resolve("known_hosts"),
        "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host_key.pub")));
    Path ssh = folder.resolve("bin/ssh");
    Files.writeString(
        ssh,
        """
        #!/bin/sh
        case $1 in -F) exec "%1$s" "$@" ;; esac
        env >>"%2$s/environment"
        exec "%1$s" -F "%2$s/config" "$@"
        """
            .formatted(which("ssh"), folder));
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
    var process =
        new ProcessBuilder(
                which("sshd"), "-D", "-e", "-f", folder.resolve("sshd_config").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    var jump = new JumpHost(process, folder);
    Waiting.until("the jump host answers", jump::answers);
    return jump;
  }

  /** With the ssh that knows it before all others. */
  public String path() {
    return folder.resolve("bin") + ":" + System.getenv("PATH");
  }

  /** How many logins there were. */
  public long logins() {
    return log().lines().filter(line -> line.contains("Accepted publickey")).count();
  }

  /** What the user's own ssh was given as its environment, each time that it ran. */
  public String environments() throws IOException {
    return Files.readString(folder.resolve("environment"));
  }

  private boolean answers() {
    if (!sshd.isAlive()) {
      throw new AssertionError("sshd ended: " + log());
    }
    return log().contains("Server listening");
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keygen(Path file) {
    var made =
        Run.of(
            List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()),
            Engine.plainEnvironment(),
            "",
            Duration.ofMinutes(1));
    if (made.exitCode() != 0) {
      throw new AssertionError(made.transcript());
    }
  }

  /** sshd wants to be started by its whole path, which need not be on everybody's PATH. */
  private static String which(String program) {
    var found =
        Run.of(
            List.of("sh", "-c", "PATH=$PATH:/usr/sbin:/usr/local/sbin command -v " + program),
            Engine.plainEnvironment(),
            "",
            Duration.ofMinutes(1));
    return found.out().strip();
  }

  @Override
  public void close() {
    sshd.destroy();
  }
}
