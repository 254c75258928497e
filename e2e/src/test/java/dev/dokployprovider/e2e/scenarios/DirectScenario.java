package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.ArgvWatch;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Local;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.UnfinishedEntry;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of Windows, forced here: OpenSSH without ControlMaster, and Java from end to end, as the
 * program there has no launcher in sh.
 */
@Tag("lifecycle")
class DirectScenario {
  /** As each launcher gives it. */
  private static final String AOT_CACHE = "-XX:AOTCache=" + Programs.aotCache();

  @AutoClose private final Emulator dokploy;
  private final Machine machine;

  DirectScenario(@TempDir Path folder) {
    dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"));
    machine = Machine.of(dokploy, "direct", folder).with("DOKPLOY_LIVE_CONNECTION", "never");
  }

  @Test
  void a_machines_life_goes_on_without_a_live_connection() throws Exception {
    machine.must("create");
    assertThat(config()).contains("ControlPath none");
    dokploy.post("/emulator/calls/reset", Map.of());

    assertThat(java("status", "").end()).isEqualTo(new UnfinishedEntry.Outcome(0, "Running\n", ""));
    for (int status : List.of(0, 44)) {
      assertThat(command("printf out; printf err >&2; exit " + status).withInput("").end())
          .isEqualTo(new UnfinishedEntry.Outcome(status, "out", "err"));
    }
    assertThat(command("exit 255").withInput("").end().exitCode()).isEqualTo(255);
    assertThat(command("cat; echo after").withInput("before\n").end())
        .isEqualTo(new UnfinishedEntry.Outcome(0, "before\nafter\n", ""));
    everyByteAndNoArgv();
    anInterruptedCommandEndsItsSsh();
    assertThat(dokploy.calls()).as("calls to Dokploy").isZero();
    reachesItWhereItMovedWithAllOfItsStdin();

    machine.must("stop");
    dokploy.post("/emulator/calls/reset", Map.of());
    assertThat(java("status", "").end().out()).isEqualTo("Stopped\n");
    assertThat(java("status", "").end().out()).isEqualTo("Stopped\n");
    assertThat(dokploy.calls()).as("a Stopped of just now is believed").isLessThan(3);
    assertThat(command("true").withInput("").end().exitCode()).isEqualTo(255);
    machine.must("start");
    assertThat(command("echo up").withInput("").end().out()).isEqualTo("up\n");
    machine.must("delete");
    assertThat(java("status", "").end().out()).isEqualTo("NotFound\n");
  }

  private void everyByteAndNoArgv() throws IOException {
    byte[] every = new byte[256 * 64];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    try (var watch = ArgvWatch.start("top-secret-marker", "cli.Main command")) {
      var call = command(": top-secret-marker; cat");
      call.stdin().write(every);
      call.stdin().close();
      assertThat(call.stdout().readAllBytes()).isEqualTo(every);
      assertThat(call.exitCode()).isZero();
      assertThat(watch.sawTheKnown()).isTrue();
      assertThat(watch.found()).isEmpty();
    }
  }

  private void reachesItWhereItMovedWithAllOfItsStdin() throws IOException {
    Files.writeString(configFile(), config().replaceAll("Port \\d+", "Port " + FreePorts.one()));

    assertThat(command("cat").withInput("all of stdin").end())
        .isEqualTo(new UnfinishedEntry.Outcome(0, "all of stdin", ""));
    assertThat(java("status", "").end().out()).isEqualTo("Running\n");
  }

  private void anInterruptedCommandEndsItsSsh() throws Exception {
    var call = command("echo begun; cat");
    call.awaitLine("begun");

    call.signal("TERM");

    assertThat(call.exitCode()).isNotZero();
    Waiting.until(
        "its ssh has ended", () -> Local.processesWith(machine.folder().toString()).isEmpty());
  }

  private UnfinishedEntry command(String text) throws IOException {
    return java("command", text);
  }

  private UnfinishedEntry java(String verb, String command) throws IOException {
    return machine.with("COMMAND", command).beginJava(verb, AOT_CACHE);
  }

  private Path configFile() {
    return machine.folder().resolve("ssh_config");
  }

  private String config() throws IOException {
    return Files.readString(configFile(), StandardCharsets.UTF_8);
  }
}
