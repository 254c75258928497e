package dev.dokployprovider.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
  @TempDir private Path temp;

  private Path home() throws IOException {
    return Files.createDirectories(temp.resolve("h"));
  }

  private Path tmp() throws IOException {
    return Files.createDirectories(temp.resolve("t"));
  }

  private Optional<Path> choose(String machine, Map<String, String> environment)
      throws IOException {
    return ControlSocket.choose(new SshFiles(Path.of(machine)), "machine", environment, tmp());
  }

  @Test
  void it_stands_in_the_user_s_cache_folder_for_the_user_alone() throws IOException {
    Path socket = choose("/m/one", Map.of("HOME", home().toString())).orElseThrow();

    Path folder = home().resolve(".cache/dokploy-provider/ssh");
    assertThat(socket.resolveSibling("")).isEqualTo(folder);
    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    // Whatever the umask, those that had to be made above it.
    for (String above : List.of(".cache", ".cache/dokploy-provider")) {
      assertThat(Files.getPosixFilePermissions(home().resolve(above)))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void XDG_CACHE_HOME_counts_when_it_is_absolute() throws IOException {
    String home = home().toString();
    String cache = temp.resolve("c").toString();

    assertThat(choose("/m", Map.of("HOME", home, "XDG_CACHE_HOME", cache)).orElseThrow())
        .startsWithRaw(temp.resolve("c"));
    assertThat(choose("/m", Map.of("HOME", home, "XDG_CACHE_HOME", "c")).orElseThrow())
        .startsWithRaw(home());
  }

  @Test
  void each_machine_folder_has_its_own_and_always_the_same() throws IOException {
    Map<String, String> environment = Map.of("HOME", home().toString());

    assertThat(choose("/m/one", environment)).isEqualTo(choose("/m/./one", environment));
    assertThat(choose("/m/one", environment)).isNotEqualTo(choose("/m/two", environment));
  }

  @Test
  void a_machine_folder_may_be_as_long_as_it_likes() throws IOException {
    String machine = "/m/with space/" + "x".repeat(250);

    assertThat(choose(machine, Map.of("HOME", home().toString())))
        .hasValueSatisfying(socket -> assertThat(SshConfig.fitsSocket(socket)).isTrue());
  }

  @Test
  void a_home_that_is_too_long_or_missing_or_no_folder_leads_to_tmp() throws IOException {
    String tooLong = temp.resolve("x".repeat(100)).toString();
    Path file = Files.writeString(temp.resolve("file"), "");

    assertThat(choose("/m", Map.of("HOME", tooLong)).orElseThrow()).startsWithRaw(tmp());
    assertThat(choose("/m", Map.of("HOME", "")).orElseThrow()).startsWithRaw(tmp());
    assertThat(choose("/m", Map.of()).orElseThrow()).startsWithRaw(tmp());
    assertThat(choose("/m", Map.of("HOME", file.toString())).orElseThrow()).startsWithRaw(tmp());
    assertThat(choose("/m", Map.of("HOME", home() + "/a%b")).orElseThrow()).startsWithRaw(tmp());
  }

  @Test
  void a_folder_that_others_may_enter_is_passed_over() throws IOException {
    Path folder = Files.createDirectories(home().resolve(".cache/dokploy-provider/ssh"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(choose("/m", Map.of("HOME", home().toString())).orElseThrow()).startsWithRaw(tmp());
    assertThat(ControlSocket.isSafe(folder.resolve("socket"))).isFalse();
  }

  @Test
  void a_link_to_a_folder_is_passed_over() throws IOException {
    Path elsewhere =
        Files.createDirectory(
            temp.resolve("elsewhere"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createDirectories(home().resolve(".cache/dokploy-provider"));
    Path link = Files.createSymbolicLink(home().resolve(".cache/dokploy-provider/ssh"), elsewhere);

    assertThat(choose("/m", Map.of("HOME", home().toString())).orElseThrow()).startsWithRaw(tmp());
    assertThat(ControlSocket.isSafe(link.resolve("socket"))).isFalse();
  }

  @Test
  void what_is_refused_is_reported_where_no_place_is_left() throws IOException {
    Path cache = home().resolve(".cache/dokploy-provider/ssh");
    var environment = Map.of("HOME", home().toString());
    assertThat(ControlSocket.refused(environment, tmp())).as("nothing is there yet").isEmpty();
    Files.createDirectories(cache.resolveSibling(""));
    Files.createSymbolicLink(cache, temp);

    assertThat(ControlSocket.refused(environment, tmp())).containsExactly(cache);
    assertThat(choose("/m", environment).orElseThrow()).startsWithRaw(tmp());
    assertThat(ControlSocket.refused(environment, tmp())).as("the other will do").isEmpty();
    Path other = tmp().resolve("dokploy-provider-" + OwnFolder.uid());
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(ControlSocket.refused(environment, tmp())).containsExactly(cache, other);
    assertThat(choose("/m", environment)).isEmpty();
    try (Stream<Path> in = Files.list(other)) {
      assertThat(in).isEmpty();
    }
  }

  @Test
  void a_folder_that_was_cleaned_away_is_recreated() throws IOException {
    Path socket = choose("/m", Map.of("HOME", home().toString())).orElseThrow();
    Files.delete(socket.resolveSibling(""));

    assertThat(ControlSocket.isSafe(socket)).isTrue();
    assertThat(socket.resolveSibling("")).isDirectory();
  }
}
