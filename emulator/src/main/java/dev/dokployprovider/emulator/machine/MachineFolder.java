package dev.dokployprovider.emulator.machine;

import dev.dokployprovider.emulator.store.FileTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * The folder of an in-process machine: {@code home} is what its volumes would be, {@code bin} comes
 * first on its PATH, and the file {@code control/shutdown} is how a command inside ends the
 * machine.
 */
public record MachineFolder(Path root) {
  /** Marks every process of the machine, so that all can be found when it ends. */
  private static final String MARK = "DOKPLOY_EMULATOR_MACHINE";

  private static final String SCRIPT =
      """
      #!/bin/sh
      # Stands in for the program of this name in a real machine.
      case ${1:-} in
        wait-docker) exit 0 ;;
        shutdown) : >'SHUTDOWN' ;;
        *) echo "devpod-machine: unknown verb: ${1:-}" >&2; exit 2 ;;
      esac
      """;

  /** Makes what is missing; what is in {@code home} stays. */
  static MachineFolder prepare(Path root) throws IOException {
    MachineFolder folder = new MachineFolder(root.toAbsolutePath());
    for (Path path : List.of(folder.home(), folder.control(), folder.bin())) {
      Files.createDirectories(path);
    }
    Files.deleteIfExists(folder.control().resolve("shutdown"));
    Path program = folder.bin().resolve("devpod-machine");
    String shutdown = folder.control().resolve("shutdown").toString().replace("'", "'\\''");
    FileTrees.writeAtomically(program, SCRIPT.replace("SHUTDOWN", shutdown));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return folder;
  }

  Path home() {
    return root.resolve("home");
  }

  Path bin() {
    return root.resolve("bin");
  }

  /** Watched by the engine. */
  public Path control() {
    return root.resolve("control");
  }

  /** A shell of the machine, not started yet. */
  ProcessBuilder shell(List<String> arguments, Map<String, String> more) {
    ProcessBuilder builder = new ProcessBuilder("sh");
    builder.command().addAll(arguments);
    builder.directory(home().toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", bin() + ":" + path);
    environment.put("HOME", home().toString());
    environment.put("USER", "root");
    environment.put("LOGNAME", "root");
    environment.put("SHELL", "/bin/sh");
    environment.put(MARK, root.toString());
    environment.putAll(more);
    return builder;
  }

  /** Ends every process that carries the machine's mark, as the end of a container would. */
  void endProcesses() {
    ProcessHandle.allProcesses().filter(this::isOurs).forEach(ProcessHandle::destroyForcibly);
  }

  private boolean isOurs(ProcessHandle process) {
    try {
      String environment =
          Files.readString(
              Path.of("/proc", String.valueOf(process.pid()), "environ"),
              StandardCharsets.ISO_8859_1);
      String mark =
          new String(
              (MARK + "=" + root).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      return List.of(environment.split("\0", -1)).contains(mark);
    } catch (IOException e) {
      // Another user's process, one that has just ended, or a system without /proc.
      return false;
    }
  }
}
