package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An invalid value is named, with the option to set, and leaves nothing on the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputScenario {
  private static final int USAGE = 2;
  private static final int LOCAL = 3;
  private static final int SERVER = 4;
  private static final int ACCESS = 5;

  private final Path folder;
  private final Emulator dokploy;

  BadInputScenario(@TempDir Path folder) {
    this.folder = folder;
    this.dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"));
  }

  @AfterEach
  void nothing_is_on_the_server() {
    assertThat(dokploy.get("/api/project.all")).hasToString("[]");
  }

  @AfterAll
  void stop() {
    dokploy.close();
  }

  @Test
  void a_missing_address_names_its_option() {
    refused(machine().with("DOKPLOY_SERVER_URL", ""), USAGE, "DOKPLOY_SERVER_URL is not set");
  }

  @Test
  void a_missing_token_names_its_option() {
    refused(machine().with("DOKPLOY_API_TOKEN", ""), USAGE, "DOKPLOY_API_TOKEN is not set");
  }

  @Test
  void an_address_without_a_scheme_is_refused() {
    refused(
        machine().with("DOKPLOY_SERVER_URL", "dokploy.example.com"),
        USAGE,
        "Invalid value for DOKPLOY_SERVER_URL: \"dokploy.example.com\"");
  }

  @Test
  void ports_in_the_wrong_order_are_refused() {
    refused(machine().with("DOKPLOY_SSH_PORTS", "2250-2222"), USAGE, "DOKPLOY_SSH_PORTS");
  }

  @Test
  void a_machines_name_with_a_shells_characters_is_refused() {
    refused(machine().with("MACHINE_ID", "a;reboot"), USAGE, "MACHINE_ID");
  }

  @Test
  void a_machines_name_with_a_path_is_refused() {
    refused(machine().with("MACHINE_ID", "../../etc"), USAGE, "MACHINE_ID");
  }

  @Test
  void an_image_with_a_line_break_is_refused() {
    refused(
        machine().with("DOKPLOY_MACHINE_IMAGE", "debian\nRUN reboot"),
        USAGE,
        "DOKPLOY_MACHINE_IMAGE");
  }

  @Test
  void a_port_where_nobody_listens_is_named() throws IOException {
    int closed;
    try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    refused(
        machine().with("DOKPLOY_SERVER_URL", "http://127.0.0.1:" + closed),
        SERVER,
        "nothing listens at that port");
  }

  @Test
  void a_host_that_does_not_exist_is_named() {
    refused(
        machine().with("DOKPLOY_SERVER_URL", "http://no-such-host.invalid"),
        SERVER,
        "There is no host of the name no-such-host.invalid");
  }

  @Test
  void a_page_that_is_not_dokploy_is_named() throws IOException {
    var page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    page.createContext(
        "/",
        exchange -> {
          byte[] html = "<html><body>It works!</body></html>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, html.length);
          exchange.getResponseBody().write(html);
          exchange.close();
        });
    page.start();
    try {
      refused(
          machine().with("DOKPLOY_SERVER_URL", "http://127.0.0.1:" + page.getAddress().getPort()),
          SERVER,
          "is not Dokploy's API");
    } finally {
      page.stop(0);
    }
  }

  @Test
  void a_wrong_token_is_named_and_not_shown() {
    var create = machine().with("DOKPLOY_API_TOKEN", "wrong-token-value").verb("create");
    assertThat(create.exitCode()).as(create.transcript()).isEqualTo(ACCESS);
    assertThat(create.err()).contains("DOKPLOY_API_TOKEN").doesNotContain("wrong-token-value");
  }

  @Test
  void a_member_without_permission_is_told_so() {
    var member =
        dokploy.post(
            "/emulator/member", Map.of("email", "member@example.com", "permissions", List.of()));
    refused(
        machine().with("DOKPLOY_API_TOKEN", member.text("key")),
        ACCESS,
        "may not do what a machine needs");
  }

  @Test
  void a_computer_without_openssh_is_told_what_to_install() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String program : new String[] {"sh", "date", "ls", "mkdir", "readlink"}) {
      Path link = bin.resolve(program);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of("/bin", program));
      }
    }
    refused(machine().with("PATH", bin.toString()), LOCAL, "\"ssh\" is not on PATH");
  }

  @Test
  void a_folder_that_can_not_be_written_is_named() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no /proc, where none may write");
    refused(machine().with("MACHINE_FOLDER", "/proc/dokploy/x"), LOCAL, "Can't write");
  }

  @Test
  void a_folder_that_is_a_file_is_named() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused(machine().with("MACHINE_FOLDER", file.resolve("x").toString()), LOCAL, "Can't write");
  }

  @Test
  void a_verb_that_does_not_exist_is_answered_with_those_that_do() {
    var run = machine().verb("explode");
    assertThat(run.exitCode()).isEqualTo(USAGE);
    assertThat(run.err())
        .contains("There is no verb \"explode\"")
        .contains("dokploy-provider --help");
    assertThat(run.out()).isEmpty();
  }

  private Machine machine() {
    return Machine.of(dokploy, "bad", folder);
  }

  private static void refused(Machine machine, int exitCode, String words) {
    var create = machine.verb("create");
    assertThat(create.exitCode()).as(create.transcript()).isEqualTo(exitCode);
    assertThat(create.err()).contains(words);
    assertThat(create.out()).isEmpty();
  }
}
