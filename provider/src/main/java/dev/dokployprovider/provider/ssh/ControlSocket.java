package dev.dokployprovider.provider.ssh;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a machine's master connection listens: one socket for each machine and folder, in a folder
 * of mode 0700 that belongs to the user. Another machine in the same folder, made after the first
 * one's record was lost, has another socket: it must never be taken for the first.
 *
 * <p>Not in the machine's folder, which is often too long for a socket's path and which {@code
 * devpod export} packs up; not in XDG_RUNTIME_DIR, which cron does not have and which goes with the
 * last session. But in the user's cache folder, or, where that is too long, not writable or on a
 * file system without sockets and hard links (OpenSSH needs both), in a folder under /tmp.
 */
public final class ControlSocket {
  /**
   * With the value {@code never} no machine has a socket, as on Windows: for tests of what is done
   * there, and for a computer whose OpenSSH can't keep a connection. Counts when ssh_config is
   * written: at create and start, and when the machine has moved.
   */
  public static final String LIVE_CONNECTION = "DOKPLOY_LIVE_CONNECTION";

  private ControlSocket() {}

  /**
   * The socket for the machine of that folder; its folder is made. Empty where no place will do, as
   * on Windows: then the machine works without a live connection.
   *
   * @param hostKeyAlias the name under which the machine's key is pinned
   * @param environment HOME, XDG_CACHE_HOME and {@link #LIVE_CONNECTION} count
   */
  public static Optional<Path> choose(
      SshFiles files, String hostKeyAlias, Map<String, String> environment) {
    return choose(files, hostKeyAlias, environment, Path.of("/tmp"));
  }

  static Optional<Path> choose(
      SshFiles files, String hostKeyAlias, Map<String, String> environment, Path tmp) {
    if ("never".equals(environment.get(LIVE_CONNECTION)) || !OwnFolder.hasModes(files.folder())) {
      return Optional.empty();
    }
    try {
      int user = OwnFolder.uid();
      return candidates(environment, tmp, user)
          .map(folder -> folder.resolve(name(files.folder(), hostKeyAlias)))
          .filter(SshConfig::fitsSocket)
          .filter(socket ->
              OwnFolder.make(folderOf(socket)) && OwnFolder.isOurs(folderOf(socket), user))
          .filter(ControlSocket::carriesSockets)
          .findFirst();
    } catch (IOException cannotEvenMakeATemporaryFile) {
      return Optional.empty();
    }
  }

  /**
   * The folders where a machine's socket may be that are there and the user's alone.
   *
   * @param environment as for {@link #choose}
   */
  static List<Path> folders(Map<String, String> environment, Path tmp) {
    if (!OwnFolder.hasModes(tmp)) {
      return List.of();
    }
    try {
      int user = OwnFolder.uid();
      return candidates(environment, tmp, user)
          .filter(folder -> OwnFolder.isOurs(folder, user))
          .toList();
    } catch (IOException cannotEvenMakeATemporaryFile) {
      return List.of();
    }
  }

  /**
   * What stands where the sockets of live connections would, and is not the user's alone: another
   * account's, open to others, or a link. Nothing, where one of the places is as it must be.
   *
   * @param environment as for {@link #choose}
   */
  public static List<Path> refused(Map<String, String> environment) {
    return refused(environment, Path.of("/tmp"));
  }

  static List<Path> refused(Map<String, String> environment, Path tmp) {
    if (!OwnFolder.hasModes(tmp)) {
      return List.of();
    }
    try {
      int user = OwnFolder.uid();
      var there =
          candidates(environment, tmp, user)
              .filter(folder -> Files.exists(folder, NOFOLLOW_LINKS))
              .toList();
      return there.stream().anyMatch(folder -> OwnFolder.isOurs(folder, user)) ? List.of() : there;
    } catch (IOException cannotEvenMakeATemporaryFile) {
      return List.of();
    }
  }

  /** Where sockets may be, the best first. */
  private static Stream<Path> candidates(Map<String, String> environment, Path tmp, int user) {
    return Stream.concat(
        cacheFolder(environment).stream(), Stream.of(tmp.resolve("dokploy-provider-" + user)));
  }

  /** Whether the socket's folder is the user's alone, made where it was missing. */
  static boolean isSafe(Path socket) {
    try {
      Path folder = folderOf(socket);
      return OwnFolder.make(folder) && OwnFolder.isOurs(folder, OwnFolder.uid());
    } catch (IOException cannotEvenMakeATemporaryFile) {
      return false;
    }
  }

  /** A socket's folder; a socket always has one. */
  private static Path folderOf(Path socket) {
    return socket.resolveSibling("");
  }

  private static Optional<Path> cacheFolder(Map<String, String> environment) {
    try {
      Path cache = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
      if (!cache.isAbsolute()) {
        cache = Path.of(environment.getOrDefault("HOME", ""), ".cache");
      }
      return Optional.of(cache.resolve("dokploy-provider/ssh")).filter(Path::isAbsolute);
    } catch (InvalidPathException nobodysFolder) {
      return Optional.empty();
    }
  }

  /** Tries what OpenSSH does: it binds a socket under another name and links it to its own. */
  private static boolean carriesSockets(Path socket) {
    Path probe = socket.resolveSibling("probe." + ProcessHandle.current().pid());
    Path link = socket.resolveSibling(probe.getFileName() + ".link");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Files.deleteIfExists(probe);
      Files.deleteIfExists(link);
      server.bind(UnixDomainSocketAddress.of(probe));
      Files.createLink(link, probe);
      return true;
    } catch (IOException | UnsupportedOperationException notHere) {
      return false;
    } finally {
      deleteQuietly(probe);
      deleteQuietly(link);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException notThere) {
      // Then the next probe of this process's number removes it.
    }
  }

  private static String name(Path folder, String hostKeyAlias) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((folder.normalize() + "\n" + hostKeyAlias).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new AssertionError(everyJavaHasIt);
    }
  }
}
