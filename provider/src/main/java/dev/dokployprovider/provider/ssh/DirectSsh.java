package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A command over a connection of its own, with this process's standard streams: for computers whose
 * OpenSSH keeps no connection alive, Windows before all (it has no ControlMaster).
 *
 * <p>ssh reads no stdin before the machine has let it in, so a command that did not get there has
 * lost nothing and can be tried again at another address. Whether it got there its own log tells,
 * which goes to a file: what the command says on stderr stays apart from what ssh says.
 */
public final class DirectSsh {
  private static final int FAILED = 255;
  private static final Pattern OF_EVERY_ONE =
      Pattern.compile("(debug1: |Authenticated to |Transferred: |Bytes per second: ).*");

  private final Path ssh;
  private final Map<String, String> environment;

  DirectSsh(Path ssh, Map<String, String> environment) {
    this.ssh = ssh;
    this.environment = environment;
  }

  /** What became of a command. */
  public sealed interface Result {

    /**
     * The machine took it.
     *
     * @param exitCode the command's own; 255 also when the connection broke
     * @param said what ssh itself said of a 255
     */
    record Ended(int exitCode, List<String> said) implements Result {
      public Ended {
        said = List.copyOf(said);
      }
    }

    /** The machine never saw it. */
    record NotReached(OpenResult why) implements Result {}
  }

  /**
   * Runs a command to its end at the address that ssh_config names.
   *
   * @param remoteCommand text for a POSIX shell
   */
  public Result run(SshFiles files, String remoteCommand) throws IOException {
    Path file = TempFiles.create(".ssh");
    try {
      List<String> command =
          List.of(
              ssh.toString(),
              "-F",
              files.config().toString(),
              "-o",
              "ControlPath=none",
              "-o",
              "LogLevel=DEBUG1",
              "-E",
              file.toString(),
              "-T",
              SshConfig.HOST,
              SshConfig.REMOTE_COMMAND);
      int exitCode =
          Programs.attach(
              command, Programs.with(environment, SshConfig.COMMAND_VARIABLE, remoteCommand));
      String log = Programs.read(file);
      return switch (SshLogReader.of(log)) {
        case OpenResult.Opened() ->
            new Result.Ended(exitCode, exitCode == FAILED ? said(log) : List.of());
        case OpenResult why -> new Result.NotReached(why);
      };
    } finally {
      Programs.discard(file);
    }
  }

  /** Why a connection broke, without what ssh logs of every one. */
  private static List<String> said(String log) {
    return log.lines().filter(line -> !OF_EVERY_ONE.matcher(line).matches()).toList();
  }
}
