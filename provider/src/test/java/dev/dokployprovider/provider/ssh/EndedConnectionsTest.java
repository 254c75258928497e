package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndedConnectionsTest {
  private static final String NAME = "0123456789abcdef";
  private static final String OTHER = "fedcba9876543210";

  /** Above what a system gives to a process. */
  private static final String NO_PROCESS = "2147483646";

  private static final String THIS_PROCESS = Long.toString(ProcessHandle.current().pid());

  /** Its path is short, as a socket's must be. */
  @TempDir Path home;

  private Path folder;

  @BeforeEach
  void a_folder_that_is_the_users_alone() throws IOException {
    folder = home.resolve(".cache/dokploy-provider/ssh");
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Test
  void a_socket_is_left_where_no_process_listens_and_goes_with_its_number() throws IOException {
    Path dead = folder.resolve(NAME);
    Path live = folder.resolve(OTHER);
    Path file = Files.writeString(folder.resolve("00000000000000ff"), "no socket");
    file("pid", THIS_PROCESS);
    Path number = Files.writeString(folder.resolve(OTHER + ".pid"), NO_PROCESS);
    try (var ended = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      ended.bind(UnixDomainSocketAddress.of(dead));
    }
    try (var listens = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listens.bind(UnixDomainSocketAddress.of(live));

      // A program that another test starts now has all files of this process for a moment.
      Waiting.until("no process has it open", () -> found().contains(dead));
      assertThat(found()).containsExactly(dead);
      assertThat(EndedConnections.live(environment(), home.resolve("tmp"))).containsExactly(live);
      assertThat(EndedConnections.remove(live)).isFalse();
      assertThat(EndedConnections.remove(dead)).isTrue();
      assertThat(EndedConnections.remove(dead)).as("gone already").isTrue();
      assertThat(left()).containsExactlyInAnyOrder(live, number, file);
    }
  }

  @Test
  void what_a_master_or_a_call_has_left_that_runs_no_more_is_removed() throws IOException {
    var dead =
        List.of(
            file("pid", THIS_PROCESS),
            file("lock", NO_PROCESS),
            file("search", "a call that was killed before it wrote its number"),
            file("log." + NO_PROCESS, ""),
            file("life." + NO_PROCESS, ""),
            file("heard." + NO_PROCESS, ""),
            Files.writeString(folder.resolve("probe." + NO_PROCESS), ""),
            Files.writeString(folder.resolve("probe." + NO_PROCESS + ".link"), ""));
    var kept = new ArrayList<Path>();
    kept.add(Files.writeString(folder.resolve(OTHER + ".lock"), THIS_PROCESS + "\n"));
    kept.add(file("log." + THIS_PROCESS, ""));
    kept.add(file("log.1.2", ""));
    kept.add(file("pid.old", ""));
    kept.add(Files.writeString(folder.resolve("notes"), "of the user"));
    kept.add(Files.createDirectory(folder.resolve(OTHER + ".heard." + NO_PROCESS)));
    kept.add(Files.createSymbolicLink(folder.resolve(OTHER + ".pid"), folder.resolve("notes")));

    assertThat(found()).containsExactlyInAnyOrderElementsOf(dead);
    for (Path file : kept) {
      assertThat(EndedConnections.remove(file)).as("%s", file).isFalse();
    }
    for (Path file : dead) {
      assertThat(EndedConnections.remove(file)).as("%s", file).isTrue();
    }
    assertThat(left()).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void a_folder_that_others_may_enter_is_not_looked_into() throws IOException {
    file("lock", NO_PROCESS);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(found()).isEmpty();
  }

  private Path file(String kind, String content) throws IOException {
    return Files.writeString(folder.resolve(NAME + "." + kind), content);
  }

  private List<Path> found() {
    return EndedConnections.files(environment(), home.resolve("tmp"));
  }

  private Map<String, String> environment() {
    return Map.of("HOME", home.toString());
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
