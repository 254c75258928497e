package dev.dokployprovider.emulator.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;

/** A machine without Docker: an SSH server on loopback, with a shell in a folder of its own. */
final class SshMachine {
  private final SshServer server;
  private final int port;

  private SshMachine(SshServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the server at the first free port of the range from {@code from} on.
   *
   * @param ended called when the machine is told to shut down from inside
   * @return empty when no port is free
   */
  static Optional<SshMachine> start(MachineFile file, Path home, int from, Runnable ended)
      throws IOException, GeneralSecurityException {
    var ports = file.ports().orElse(new MachineFile.Ports(0, 0));
    int count = ports.last() - ports.first() + 1;
    for (int i = 0; i < count; i++) {
      int port = ports.first() + (from - ports.first() + i) % count;
      var server = server(file, home, port, ended);
      try {
        server.start();
        return Optional.of(new SshMachine(server, server.getPort()));
      } catch (BindException taken) {
        server.stop(true);
      }
    }
    return Optional.empty();
  }

  int port() {
    return port;
  }

  void stop() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SshServer server(MachineFile file, Path home, int port, Runnable ended)
      throws IOException, GeneralSecurityException {
    var server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(keys(file.hostKey().orElseThrow()));
    Path authorized = home.resolve(".ssh").resolve("authorized_keys");
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(authorized, file.authorizedKeys());
    server.setPublickeyAuthenticator(new AuthorizedKeysAuthenticator(authorized));
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.AUTH_METHODS.set(server, "publickey");
    var environment = environment(home);
    server.setCommandFactory((channel, command) ->
        new ShellCommand(command, home, environment) {
          @Override
          protected void ended() {
            if (Files.exists(home.resolve(".shutdown"))) {
              ended.run();
            }
          }
        });
    return server;
  }

  private static KeyPairProvider keys(String text) throws IOException, GeneralSecurityException {
    var pairs =
        SecurityUtils.loadKeyPairIdentities(
            null,
            NamedResource.ofName("host key"),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            null);
    return KeyPairProvider.wrap(Objects.requireNonNull(pairs));
  }

  /** What devpod-machine is in a container (recipe/devpod-machine.sh), as far as it fits here. */
  private static Map<String, String> environment(Path home) throws IOException {
    Path bin = Files.createDirectories(home.resolve(".bin"));
    Path script = bin.resolve("devpod-machine");
    Files.writeString(
        script,
        """
        #!/bin/sh
        # This machine is an SSH server inside the emulator: it has no Docker and no key of its own.
        case "$1" in
          wait-docker) exit 0 ;;
          shutdown) touch "$HOME/.shutdown" ;;
          *) exit 2 ;;
        esac
        """);
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " can't be made executable");
    }
    return Map.of(
        "HOME",
        home.toString(),
        "PATH",
        bin + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
        "USER",
        "root",
        "LANG",
        "C.UTF-8");
  }
}
