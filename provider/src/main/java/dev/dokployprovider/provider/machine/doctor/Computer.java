package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.provider.machine.doctor.ComputerChecks.Mode;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.TokenReference;
import dev.dokployprovider.provider.options.UserHome;
import dev.dokployprovider.provider.ssh.ControlSocket;
import dev.dokployprovider.provider.ssh.EndedConnections;
import dev.dokployprovider.provider.ssh.InstalledProgram;
import dev.dokployprovider.provider.ssh.OpenSsh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at this computer. */
public final class Computer {
  private static final List<String> PRIVATE = List.of("", "owner-id", "logs", "unfinished");

  /** A client prints its version in a fraction of a second. */
  private static final Duration CLIENT = Duration.ofSeconds(3);

  private final Map<String, String> environment;
  private final Path dataFolder;
  private final boolean cached;
  private final Optional<Path> launcher;

  /**
   * Nothing is looked at yet.
   *
   * @param dataFolder the user's own
   * @param cached whether this process uses the AOT cache
   * @param launcher the file that started this process; empty where Java itself was called
   */
  public Computer(
      Map<String, String> environment, Path dataFolder, boolean cached, Optional<Path> launcher) {
    this.environment = Map.copyOf(environment);
    this.dataFolder = dataFolder;
    this.cached = cached;
    this.launcher = launcher;
  }

  boolean hasCache() {
    return cached;
  }

  Optional<OpenSsh> ssh() {
    return OpenSsh.find(environment);
  }

  Finding openSsh() {
    return ComputerChecks.openSsh(
        ssh()
            .map(ssh -> {
              try {
                return ssh.version();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }),
        UserHome.otherOfOpenSsh(environment));
  }

  /** The live connections to machines, and what dead ones have left. */
  Finding connections() {
    return ComputerChecks.connections(
        EndedConnections.live(environment).size(),
        EndedConnections.sockets(environment),
        ControlSocket.refused(environment));
  }

  Finding launcher() {
    return ComputerChecks.launcher(
        launcher.map(Path::toString), launcher.filter(Files::isExecutable).isPresent());
  }

  /** The clients on PATH, by what they say of their version; nothing is written by that. */
  Finding clients() {
    var versions = new LinkedHashMap<String, Optional<String>>();
    for (String name : List.of("devpod", "devsy")) {
      InstalledProgram.find(name, environment)
          .ifPresent(client -> versions.put(name, version(name, client)));
    }
    return ComputerChecks.clients(versions);
  }

  private Optional<String> version(String name, InstalledProgram client) {
    try {
      var words = List.of(ComputerChecks.versionWord(name));
      var result = client.runWithoutHome(words, environment, CLIENT);
      return result.timedOut() ? Optional.empty() : Optional.of(result.stdout().strip());
    } catch (IOException notRun) {
      return Optional.of("");
    }
  }

  Finding folders() {
    var modes = new ArrayList<Mode>();
    for (String name : PRIVATE) {
      mode(dataFolder.resolve(name)).ifPresent(modes::add);
    }
    keyFile().flatMap(Computer::mode).ifPresent(modes::add);
    return ComputerChecks.folders(dataFolder.toString(), modes, isWritable(dataFolder));
  }

  private Optional<Path> keyFile() {
    try {
      return TokenReference.of(environment.getOrDefault(Option.DOKPLOY_API_TOKEN.name(), ""))
          .flatMap(reference ->
              reference instanceof TokenReference.InFile(var path)
                  ? Optional.of(path)
                  : Optional.empty());
    } catch (IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }

  /** Nothing where there is no such file, or no such modes. */
  static Optional<Mode> mode(Path file) {
    try {
      return Optional.of(
          new Mode(
              file.toString(), PosixFilePermissions.toString(Files.getPosixFilePermissions(file))));
    } catch (IOException | UnsupportedOperationException none) {
      return Optional.empty();
    }
  }

  /** The folder, or the nearest one above it that is there. */
  private static boolean isWritable(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing);
  }
}
