package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the build gets its JDK, of a release that no computer has; curl reads files here. */
class JdkScriptScenario {
  @TempDir private Path folder;
  private Path archive = Path.of("");

  @BeforeEach
  void make_the_script_look_for_a_release_that_no_computer_has() throws IOException {
    String script = Files.readString(Programs.root().resolve("tools/jdk.sh"));
    assertThat(script).contains("release=25\n");
    executable(folder.resolve("tools/jdk.sh"), script.replace("release=25\n", "release=999\n"));
    var jdk = folder.resolve("made/jdk-999");
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    executable(jdk.resolve("bin/jlink"), "#!/bin/sh\n");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"999.0.1\"\n");
    archive = Files.createDirectories(folder.resolve("mirror")).resolve("jdk.tar.gz");
    must("tar", "-C", folder.resolve("made").toString(), "-czf", archive.toString(), "jdk-999");
    // A package manager that notes that it was called.
    executable(
        folder.resolve("bin/apt-get"), "#!/bin/sh\necho \"$*\" >>" + folder.resolve("installed"));
    executable(folder.resolve("bin/apt-cache"), "#!/bin/sh\n");
  }

  @Test
  void a_mirror_serves_the_file_where_its_makers_can_not_be_reached() throws Exception {
    pin(sha256(archive));
    var run = jdk(Map.of("JDK_ADDRESSES", "file:///nowhere file://" + archive.getParent()));
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    assertThat(run.out().strip())
        .isEqualTo(folder.resolve("cache/dokploy-provider/jdk-999/temurin").toString());
    assertThat(folder.resolve("installed")).doesNotExist();
    var again = jdk(Map.of("JDK_ADDRESSES", "file:///nowhere"));
    assertThat(again.out()).as("the one that was fetched before").isEqualTo(run.out());
  }

  @Test
  void a_file_with_another_checksum_is_not_used() throws Exception {
    pin("0".repeat(64));
    var run = jdk(Map.of("JDK_ADDRESSES", "file://" + archive.getParent()));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("not the one in tools/jdk.txt", "set JAVA_HOME to it");
    assertThat(folder.resolve("cache/dokploy-provider/jdk-999/temurin")).doesNotExist();
  }

  @Test
  void a_package_is_only_installed_when_that_was_asked_for() throws Exception {
    pin("0".repeat(64));
    jdk(Map.of("JDK_ADDRESSES", "file:///nowhere"));
    assertThat(folder.resolve("installed")).doesNotExist();
    jdk(Map.of("JDK_ADDRESSES", "file:///nowhere", "JDK_FROM_PACKAGES", "true"));
    assertThat(folder.resolve("installed")).content().contains("install", "openjdk-999-jdk");
  }

  @Test
  void every_jdk_that_is_fetched_is_pinned_to_one_file_of_one_version() throws IOException {
    var lines =
        Files.readAllLines(Programs.root().resolve("tools/jdk.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(lines)
        .hasSizeGreaterThan(2)
        .allSatisfy(line ->
            assertThat(line)
                .matches("(linux|mac)-(x64|aarch64) +[0-9a-f]{64} +\\S+_25\\.0\\.3_9\\.tar\\.gz"));
  }

  private void pin(String sum) throws IOException {
    String system = must("uname", "-s").out().strip().equals("Darwin") ? "mac" : "linux";
    String processor =
        must("uname", "-m").out().strip().matches("x86_64|amd64") ? "x64" : "aarch64";
    Files.writeString(
        folder.resolve("tools/jdk.txt"), "%s-%s %s jdk.tar.gz\n".formatted(system, processor, sum));
  }

  private Run jdk(Map<String, String> variables) {
    var environment = new HashMap<>(variables);
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("HOME", folder.toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    return Run.of(
        List.of("sh", folder.resolve("tools/jdk.sh").toString()),
        environment,
        "",
        Duration.ofSeconds(30));
  }

  private static Run must(String... command) {
    var run =
        Run.of(List.of(command), Map.of("PATH", System.getenv("PATH")), "", Duration.ofSeconds(30));
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    return run;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
