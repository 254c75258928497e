package dev.dokployprovider.provider.cli;

import static dev.dokployprovider.provider.reliability.FaultyServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.provider.reliability.FaultyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A create with an invalid value names it, with the option to set, and writes nothing. */
class BadInputTest {
  private static final int USAGE = 2;
  private static final int LOCAL = 3;
  private static final int SERVER = 4;

  @TempDir Path folder;

  private final FaultyServer dokploy;

  /** One that is none of Dokploy's: whatever is asked, it shows its page. */
  BadInputTest() throws IOException {
    dokploy = FaultyServer.plain(answer(200, "text/html", "<html><body>It works!</body></html>"));
  }

  @AfterEach
  void nothing_was_written() throws IOException {
    dokploy.close();
    assertThat(dokploy.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DOKPLOY_SERVER_URL | '' | DOKPLOY_SERVER_URL is not set",
        "DOKPLOY_API_TOKEN | '' | DOKPLOY_API_TOKEN is not set",
        "DOKPLOY_SERVER_URL | dokploy.example.com"
            + " | Invalid value for DOKPLOY_SERVER_URL: \"dokploy.example.com\"",
        "DOKPLOY_SSH_PORTS | 2250-2222 | DOKPLOY_SSH_PORTS",
        "DOKPLOY_SSH_PERSIST | 0s | DOKPLOY_SSH_PERSIST",
        "DOKPLOY_SSH_PERSIST | forever | DOKPLOY_SSH_PERSIST",
        "DOKPLOY_SSH_PERSIST | 10000h | DOKPLOY_SSH_PERSIST",
        "DOKPLOY_SSH_PERSIST | '1h\n  ProxyCommand touch /tmp/x' | DOKPLOY_SSH_PERSIST",
        "MACHINE_ID | a;reboot | machine name",
        "MACHINE_ID | ../../etc | machine name",
        "MACHINE_FOLDER | 'TEMP/a\"b' | MACHINE_FOLDER",
        "MACHINE_FOLDER | 'TEMP/a\\b' | MACHINE_FOLDER",
        "MACHINE_FOLDER | 'TEMP/a${HOME}b' | MACHINE_FOLDER",
        "MACHINE_FOLDER | 'TEMP/a\nHost *' | MACHINE_FOLDER",
        "DOKPLOY_MACHINE_IMAGE | 'debian\nRUN reboot' | DOKPLOY_MACHINE_IMAGE",
      })
  void an_invalid_value_is_named_before_anybody_is_asked(String name, String value, String words) {
    String used = value.replace("TEMP", folder.toString());
    refused(Map.of(name, used), USAGE, words);
    assertThat(dokploy.requests()).isEmpty();
  }

  @Test
  void a_port_where_nothing_listens_is_named() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    refused(
        Map.of("DOKPLOY_SERVER_URL", "http://127.0.0.1:" + closed),
        SERVER,
        "nothing listens at that port");
  }

  @Test
  void a_host_that_does_not_exist_is_named() {
    refused(
        Map.of("DOKPLOY_SERVER_URL", "http://no-such-host.invalid"),
        SERVER,
        "There is no host of the name no-such-host.invalid");
  }

  @Test
  void a_page_that_is_not_dokploy_is_named() {
    refused(Map.of(), SERVER, "is not Dokploy's API");
  }

  @Test
  void a_folder_that_can_not_be_written_is_named() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no /proc, where none may write");
    refused(Map.of("MACHINE_FOLDER", "/proc/dokploy/x"), LOCAL, "Can't write");
  }

  @Test
  void a_folder_that_is_a_file_is_named() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused(Map.of("MACHINE_FOLDER", file.resolve("x").toString()), LOCAL, "Can't write");
  }

  private void refused(Map<String, String> wrong, int exitCode, String words) {
    var environment = new HashMap<String, String>();
    environment.put("HOME", folder.toString());
    environment.put("MACHINE_ID", "bad");
    environment.put("MACHINE_FOLDER", folder.resolve("machine").toString());
    environment.putAll(wrong);
    var ended = Ended.run("create", dokploy.port(), folder, environment);
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
    assertThat(ended.err()).contains(words).doesNotContain(Ended.TOKEN);
    assertThat(ended.out()).isEmpty();
  }
}
