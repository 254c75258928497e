package dev.dokployprovider.provider.ssh;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What live connections have left in this program's folders that ended by themselves, as when the
 * machine was restarted, or were killed. It does no harm, and nothing else removes it when its
 * machine is gone.
 */
public final class EndedConnections {
  private static final Path TMP = Path.of("/tmp");
  private static final String PID = ".pid";
  private static final Pattern SOCKET = Pattern.compile("[0-9a-f]{16}");

  /** Of a master. */
  private static final Pattern OF_SOCKET = Pattern.compile("([0-9a-f]{16})\\.pid");

  /** With the number of the call that holds it inside. */
  private static final Pattern LOCK = Pattern.compile("[0-9a-f]{16}\\.(?:lock|search)");

  /** With the number of the call that has made it at the end. */
  private static final Pattern OF_CALL =
      Pattern.compile("(?:[0-9a-f]{16}\\.(?:log|life|heard)|probe)\\.([0-9]{1,10})(?:\\.link)?");

  private EndedConnections() {}

  /**
   * The files of masters and calls that run no more, each with its whole path.
   *
   * @param environment as for {@link ControlSocket#choose}
   */
  public static List<Path> files(Map<String, String> environment) {
    return files(environment, TMP);
  }

  static List<Path> files(Map<String, String> environment, Path tmp) {
    return all(environment, tmp).stream().filter(EndedConnections::isLeft).sorted().toList();
  }

  /** The sockets among them. */
  public static List<Path> sockets(Map<String, String> environment) {
    return files(environment).stream().filter(EndedConnections::isSocket).toList();
  }

  /** The sockets of masters that live. */
  public static List<Path> live(Map<String, String> environment) {
    return live(environment, TMP);
  }

  static List<Path> live(Map<String, String> environment, Path tmp) {
    return all(environment, tmp).stream().filter(file -> isSocket(file) && !isDead(file)).toList();
  }

  /** Removes such a file unless it is in use by now; whether it is gone. */
  public static boolean remove(Path file) {
    if (Files.exists(file, NOFOLLOW_LINKS) && !isLeft(file)) {
      return false;
    }
    if (SOCKET.matcher(name(file)).matches()) {
      delete(file.resolveSibling(name(file) + PID));
    }
    return delete(file);
  }

  private static List<Path> all(Map<String, String> environment, Path tmp) {
    var all = new ArrayList<Path>();
    for (Path folder : ControlSocket.folders(environment, tmp)) {
      try (var files = Files.newDirectoryStream(folder)) {
        files.forEach(all::add);
      } catch (IOException noneCanBeRead) {
        // It is of no use to anybody then.
      }
    }
    return all;
  }

  private static boolean isLeft(Path file) {
    if (isSocket(file)) {
      return isDead(file);
    }
    String name = name(file);
    var ofSocket = OF_SOCKET.matcher(name);
    if (ofSocket.matches()) {
      // Beside a dead socket it is removed with that.
      return isFile(file) && !Files.exists(file.resolveSibling(ofSocket.group(1)), NOFOLLOW_LINKS);
    }
    if (LOCK.matcher(name).matches()) {
      return isFile(file) && !isAlive(content(file));
    }
    var ofCall = OF_CALL.matcher(name);
    return ofCall.matches()
        && !Files.isDirectory(file, NOFOLLOW_LINKS)
        && !isAlive(ofCall.group(1));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static boolean isSocket(Path file) {
    try {
      return SOCKET.matcher(name(file)).matches()
          && Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS).isOther();
    } catch (IOException gone) {
      return false;
    }
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, NOFOLLOW_LINKS);
  }

  /** The system refuses the connection where no process has the socket open. */
  private static boolean isDead(Path socket) {
    try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return false;
    } catch (ConnectException refused) {
      return true;
    } catch (IOException unclear) {
      return false;
    }
  }

  /** What is no number is what a killed call has not written to its end. */
  private static boolean isAlive(String process) {
    try {
      return ProcessHandle.of(Long.parseLong(process)).isPresent();
    } catch (NumberFormatException notWritten) {
      return false;
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException gone) {
      return "";
    }
  }

  private static boolean delete(Path file) {
    try {
      Files.deleteIfExists(file);
      return true;
    } catch (IOException stays) {
      return false;
    }
  }
}
