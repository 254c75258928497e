package dev.dokployprovider.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The system's OpenSSH client, with a key pair and a host key of its own. */
final class Ssh {
  private final Path folder;

  /** What a command of the machine did; its output in ISO 8859-1, byte for byte. */
  record Result(int exitCode, String out, String err) {
    /** The output's bytes. */
    byte[] bytes() {
      return out.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private Ssh(Path folder) {
    this.folder = folder;
  }

  /** Makes keys in a folder; skips the test when there is no OpenSSH client. */
  static Ssh prepare(Path folder) throws IOException, InterruptedException {
    boolean there = true;
    try {
      new ProcessBuilder("ssh", "-V").start().waitFor();
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "there is no OpenSSH client (ssh) on PATH");
    Ssh ssh = new Ssh(Files.createDirectories(folder));
    ssh.keygen("host");
    ssh.keygen("id");
    return ssh;
  }

  void keygen(String name) throws IOException, InterruptedException {
    run(
        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(name) + ""),
        Map.of(),
        new byte[0]);
  }

  String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** A compose file whose service "machine" has these keys. */
  String composeFile(String ports) throws IOException {
    return dev.dokployprovider.emulator.json.Json.write(
        Map.of(
            "services",
            Map.of(
                "machine",
                Map.of(
                    "image", "debian:bookworm",
                    "ports", List.of(ports),
                    "configs",
                        List.of(
                            Map.of(
                                "source", "host-key",
                                "target", "/etc/devpod-machine/ssh_host_ed25519_key",
                                "mode", "0400"),
                            Map.of(
                                "source", "keys",
                                "target", "/etc/devpod-machine/authorized_keys")))),
            "configs",
            Map.of(
                "host-key", Map.of("content", text("host")),
                "keys", Map.of("content", text("id.pub")))));
  }

  Result run(int port, String key, Map<String, String> environment, byte[] stdin, String... command)
      throws IOException, InterruptedException {
    String[] hostKey = text("host.pub").split(" ", 3);
    Path known = folder.resolve("known_hosts");
    Files.writeString(known, "the-machine " + hostKey[0] + " " + hostKey[1] + "\n");
    List<String> arguments = new ArrayList<>(List.of("ssh", "-F", "none"));
    for (String option :
        List.of(
            "IdentityFile=" + folder.resolve(key),
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "BatchMode=yes",
            "StrictHostKeyChecking=yes",
            "HostKeyAlias=the-machine",
            "UserKnownHostsFile=" + known,
            "SendEnv=DOKPLOY_* OTHER",
            "LogLevel=ERROR")) {
      arguments.addAll(List.of("-o", option));
    }
    arguments.addAll(List.of("-p", port + "", "root@127.0.0.1"));
    arguments.addAll(Arrays.asList(command));
    return run(arguments, environment, stdin);
  }

  private static Result run(List<String> command, Map<String, String> environment, byte[] stdin)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile("ssh", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread writer =
        Thread.startVirtualThread(() -> {
          try (var in = process.getOutputStream()) {
            in.write(stdin);
          } catch (IOException e) {
            // The command does not read all of it.
          }
        });
    byte[] out = process.getInputStream().readAllBytes();
    writer.join();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("ssh does not end: " + command);
    }
    String text = Files.readString(err);
    Files.delete(err);
    return new Result(process.exitValue(), new String(out, StandardCharsets.ISO_8859_1), text);
  }
}
