package dev.dokployprovider.provider.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the script for backups reads and writes, on real files. */
class BackupDigestTest {
  private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_123L);

  /** A memory file system, where there is one: it has another order than a disk's. */
  private static final Path MEMORY = Path.of("/dev/shm");

  @TempDir Path folder;

  static List<String> shells() {
    return Shells.all().toList();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void the_order_of_a_files_attributes_changes_no_digest(String shell) throws IOException {
    var names = List.of("one", "two", "with *? [x] \\", "more");
    Path one = withFile("one", names, "value");
    Path reversed = withFile("reversed", names.reversed(), "value");
    assertThat(digest(shell, reversed)).isEqualTo(digest(shell, one));

    assertThat(digest(shell, withFile("other", names, "another value")))
        .as("the same lengths are not enough")
        .isNotEqualTo(digest(shell, one));
    assertThat(digest(shell, withFile("fewer", names.subList(1, 4), "value")))
        .isNotEqualTo(digest(shell, one));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void files_with_one_attribute_each_are_distinguished_by_name_and_value(String shell)
      throws IOException {
    Path one = withFile("one", List.of("a"), "value");
    assertThat(digest(shell, withFile("same", List.of("a"), "value")))
        .isEqualTo(digest(shell, one));
    assertThat(digest(shell, withFile("name", List.of("b"), "value")))
        .isNotEqualTo(digest(shell, one));
    assertThat(digest(shell, withFile("value", List.of("a"), "eulav")))
        .isNotEqualTo(digest(shell, one));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void what_was_saved_is_on_another_file_system_again(String shell) throws IOException {
    assumeTrue(Files.isWritable(MEMORY), "no memory file system here");
    Path from = withFile("from", List.of("two", "one"), "value");
    Path odd = Files.writeString(from.resolve("a\nb é"), "x");
    Files.createLink(from.resolve("hard"), odd);
    Files.setPosixFilePermissions(odd, PosixFilePermissions.fromString("rwx--x--x"));
    Files.createSymbolicLink(from.resolve("link"), Path.of("../away"));
    var more =
        """
        chmod u+s file
        mkfifo pipe
        truncate -s 3M sparse
        printf end >>sparse
        touch -d @1000000000 . pipe sparse
        """;
    Path to = Files.createTempDirectory(MEMORY, "backup");
    try {
      var digests =
          run(shell, from, more + save("one") + "cd " + to + "\nfill " + to + "\n" + tree(to));
      var lines = digests.lines().toList();
      assertThat(lines.getFirst()).matches("@digest [0-9a-f]{64}");
      assertThat(lines.get(1)).isEqualTo(lines.getFirst());
      assertThat(lines.subList(2, lines.size()))
          .isEqualTo(run(shell, from, tree(from)).lines().toList())
          .anyMatch(line -> line.startsWith("./file 4"))
          .anyMatch(line -> line.startsWith("./hard 711 2 "))
          .anyMatch(line -> line.startsWith("./pipe "));
      assertThat(view(to.resolve("file")).list()).containsExactlyInAnyOrder("one", "two");
      assertThat(Long.parseLong(run(shell, to, "du -k sparse | cut -f 1").strip()))
          .as("its hole takes no place")
          .isLessThan(1000);
    } finally {
      run(shell, folder, "rm -rf " + to);
    }
  }

  /** The listener creates it again; without one it leads nowhere. */
  @ParameterizedTest
  @MethodSource("shells")
  void a_socket_is_left_out_and_all_else_is_saved(String shell) throws IOException {
    Path from = Files.createDirectory(folder.resolve("from"));
    Path to = Files.createDirectory(folder.resolve("to"));
    Files.writeString(from.resolve("file"), "text");
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(from.resolve("socket")));
      var lines =
          run(shell, from, save("one") + "cd " + to + "\nfill " + to + "\nls -A\n")
              .lines()
              .toList();
      assertThat(lines.getFirst()).matches("@digest [0-9a-f]{64}");
      assertThat(lines).containsExactly(lines.getFirst(), lines.getFirst(), "file");
    }
  }

  private static String tree(Path place) {
    return "cd " + place + "; find . -mindepth 1 -printf '%p %m %n %s %T@ %l\\n' | LC_ALL=C sort\n";
  }

  /** Into a file, and prints what it is told on the standard error. */
  private String save(String name) {
    Path file = folder.resolve(name + ".tar.gz");
    return ": >$work/since; { save \"$PWD\" 2>&1 >"
        + file
        + " | grep @digest; } && exec <"
        + file
        + " 2>&1\n";
  }

  private Path withFile(String name, List<String> attributes, String value) throws IOException {
    Path place = Files.createDirectory(folder.resolve(name));
    Path file = Files.writeString(place.resolve("file"), "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      for (String attribute : attributes) {
        view(file).write(attribute, ByteBuffer.wrap((value + " of " + attribute).getBytes(UTF_8)));
      }
    } catch (FileSystemException e) {
      assumeTrue(false, "no attributes of files here: " + e.getReason());
    }
    Files.setLastModifiedTime(file, THEN);
    Files.setLastModifiedTime(place, THEN);
    return place;
  }

  private static UserDefinedFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }

  private String digest(String shell, Path place) {
    var digest = run(shell, place, "list_left_out " + place + "\ndigest\n").strip();
    assertThat(digest).matches("[0-9a-f]{64}");
    return digest;
  }

  /** With the script's functions, in that folder. */
  private String run(String shell, Path place, String commands) {
    String text = Resources.text("backup.sh");
    String functions = text.substring(0, text.indexOf("\n# It pauses and kills all"));
    return Shells.run(
            shell,
            folder,
            Map.of(),
            functions
                + "\nwork=$(mktemp -d)\ntrap 'rm -rf \"$work\"' EXIT\ncd "
                + place
                + "\n"
                + commands)
        .orFail()
        .out();
  }
}
