package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the user's OpenSSH. Every run has a deadline, and none of them keeps anything of ours open:
 * what ssh says goes to files, because a master that stays behind may keep what it was given.
 */
public final class OpenSsh implements Ssh {
  private static final Duration LOCAL = Duration.ofSeconds(10);

  /** For the answer of a master, which is a process of this computer. */
  private static final Duration MASTER = Duration.ofSeconds(3);

  private final Path ssh;
  private final Path sshKeygen;
  private final Map<String, String> environment;

  private OpenSsh(Path ssh, Path sshKeygen, Map<String, String> environment) {
    this.ssh = ssh;
    this.sshKeygen = sshKeygen;
    this.environment = Programs.environmentFor(environment);
  }

  /**
   * The OpenSSH client on PATH; empty where ssh or ssh-keygen is missing.
   *
   * @param environment what ssh is run with, except for the provider's own options
   */
  public static Optional<OpenSsh> find(Map<String, String> environment) {
    return onPath("ssh", environment)
        .flatMap(ssh ->
            onPath("ssh-keygen", environment)
                .map(sshKeygen -> new OpenSsh(ssh, sshKeygen, environment)));
  }

  @Override
  public PublicKey newKeyPair(Path file, String comment) throws IOException {
    return NewKeyPair.at(file, key -> generate(key, comment));
  }

  private void generate(Path key, String comment) throws IOException {
    var command = new ArrayList<>(List.of(sshKeygen.toString(), "-q", "-t", "ed25519"));
    command.addAll(List.of("-N", "", "-C", comment, "-f", key.toString()));
    RunResult made = Programs.run(command, environment, LOCAL);
    if (made.exitCode() != 0) {
      throw new IOException("ssh-keygen: " + made.stderr().strip());
    }
  }

  /** Many may do so at once: one becomes the master. */
  @Override
  public OpenResult open(SshFiles files, Duration timeout) throws IOException {
    Optional<Path> socket = controlSocket(files);
    if (socket.isPresent() && !ControlSocket.isSafe(socket.get())) {
      return new OpenResult.Failed(
          "the folder of " + socket.get() + " is not this user's with mode 0700");
    }
    if (isOpen(files)) {
      return new OpenResult.Opened();
    }
    long seconds = Math.max(1, timeout.toSeconds());
    // A subsystem that does not exist ends the call at once, with no shell started over there.
    RunResult tried =
        ssh(
            files,
            timeout,
            "-o",
            "ControlMaster=auto",
            "-o",
            "ConnectTimeout=" + seconds,
            "-o",
            "LogLevel=DEBUG1",
            "-s",
            SshConfig.HOST,
            "connect-only");
    OpenResult result = verdict(files, tried);
    if (result instanceof OpenResult.Opened
        && hasBecomeMaster(tried)
        && socket.filter(Files::exists).isPresent()) {
      return result;
    }
    if (isOpen(files)) {
      return new OpenResult.Opened();
    }
    if (socket.isPresent() && result instanceof OpenResult.Opened) {
      return new OpenResult.Failed(
          "the machine was reached, but no connection stays open at " + socket.get());
    }
    return result;
  }

  /** As OpenSSH's mux.c logs it. Where it is not seen, the new master is asked, by one more ssh. */
  private static boolean hasBecomeMaster(RunResult tried) {
    return tried.stderr().contains("debug1: setting up multiplex master socket")
        && !tried.stderr().contains("disabling multiplexing");
  }

  /**
   * Over a connection that is not kept: only then does ssh let the program on the way say what is
   * wrong (ssh_proxy_connect in OpenSSH's sshconnect.c).
   */
  @Override
  public OpenResult probe(SshFiles files, Duration timeout) throws IOException {
    RunResult tried =
        ssh(
            files,
            timeout,
            "-o",
            "ControlPath=none",
            "-o",
            "ConnectTimeout=" + Math.max(1, timeout.toSeconds()),
            "-o",
            "LogLevel=DEBUG1",
            "-s",
            SshConfig.HOST,
            "connect-only");
    return verdict(files, tried);
  }

  private static OpenResult verdict(SshFiles files, RunResult tried) throws IOException {
    return SshConfig.isThroughSsh(Files.readString(files.config()))
        ? JumpLogReader.of(tried.stderr())
        : SshLogReader.of(tried.stderr());
  }

  /**
   * Whether the machine's master lives. A dead one's socket counts for nothing. One that does not
   * answer, because it was stopped or hangs, loses its socket, so that another can take its place;
   * what runs over it is left as it is.
   */
  @Override
  public boolean isOpen(SshFiles files) throws IOException {
    Optional<Path> socket =
        controlSocket(files).filter(Files::exists).filter(ControlSocket::isSafe);
    if (socket.isEmpty()) {
      return false;
    }
    RunResult checked = ssh(files, MASTER, "-O", "check", SshConfig.HOST);
    if (checked.timedOut()) {
      forget(socket.get());
    }
    return checked.exitCode() == 0;
  }

  /** Also removes the socket of a dead one. */
  @Override
  public void close(SshFiles files) throws IOException {
    Optional<Path> found = controlSocket(files).filter(ControlSocket::isSafe);
    if (found.isEmpty()) {
      return;
    }
    Path socket = found.get();
    if (Files.exists(socket)) {
      ssh(files, MASTER, "-O", "exit", SshConfig.HOST);
    }
    forget(socket);
  }

  private static void forget(Path socket) throws IOException {
    Files.deleteIfExists(socket);
    Files.deleteIfExists(socket.resolveSibling(socket.getFileName() + ".pid"));
  }

  @Override
  public RunResult run(SshFiles files, String remoteCommand, String input, Duration timeout)
      throws IOException {
    return run(files, remoteCommand, input, timeout, List.of());
  }

  @Override
  public RunResult runOnce(SshFiles files, String remoteCommand, Duration timeout)
      throws IOException {
    return run(
        files,
        remoteCommand,
        "",
        timeout,
        List.of("-o", "ControlMaster=no", "-o", connectTimeout(timeout)));
  }

  private RunResult run(
      SshFiles files, String remoteCommand, String input, Duration timeout, List<String> options)
      throws IOException {
    var words = new ArrayList<>(options);
    words.addAll(List.of("-T", SshConfig.HOST, SshConfig.REMOTE_COMMAND));
    return Programs.run(
        command(files, words.toArray(String[]::new)),
        Programs.with(environment, SshConfig.COMMAND_VARIABLE, remoteCommand),
        input,
        timeout);
  }

  private static String connectTimeout(Duration timeout) {
    return "ConnectTimeout=" + Math.max(1, timeout.toSeconds());
  }

  /** What `ssh -V` says. */
  public String version() throws IOException {
    return Programs.run(List.of(ssh.toString(), "-V"), environment, LOCAL).stderr().strip();
  }

  /**
   * Runs `true` on a host of the user's own ssh configuration, without any question.
   *
   * @param host the arguments of ssh that lead there
   */
  public RunResult tryHost(List<String> host, Duration timeout) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ssh.toString());
    command.addAll(List.of("-o", "BatchMode=yes", "-o", connectTimeout(timeout)));
    command.addAll(host);
    command.add("true");
    return Programs.run(command, environment, timeout);
  }

  /**
   * Has a host of the user's own ssh configuration pass a connection on, to a port of its own where
   * nothing listens: that it tried proves that it lets this computer in and may forward. No shell
   * is started there, which an account for jumping may not have.
   *
   * @param host the arguments of ssh that lead there
   */
  public RunResult tryForwarding(List<String> host, Duration timeout) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ssh.toString());
    command.addAll(List.of("-o", "BatchMode=yes", "-o", "PermitLocalCommand=no"));
    command.addAll(List.of("-o", "LogLevel=INFO", "-o", connectTimeout(timeout)));
    command.addAll(List.of("-W", "127.0.0.1:1"));
    command.addAll(host);
    return Programs.run(command, environment, timeout);
  }

  @Override
  public int attach(SshFiles files, String remoteCommand) throws IOException {
    return Programs.attach(
        command(files, "-T", SshConfig.HOST, SshConfig.REMOTE_COMMAND),
        Programs.with(environment, SshConfig.COMMAND_VARIABLE, remoteCommand));
  }

  @Override
  public int login(SshFiles files, List<String> words, boolean terminal) throws IOException {
    List<String> command = new ArrayList<>(command(files, terminal ? "-t" : "-T", SshConfig.HOST));
    command.addAll(words);
    return Programs.attach(command, environment);
  }

  @Override
  public DirectSsh.Result attachDirectly(SshFiles files, String remoteCommand) throws IOException {
    return new DirectSsh(ssh, environment).run(files, remoteCommand);
  }

  @Override
  public Channel begin(SshFiles files, String remoteCommand) throws IOException {
    var builder =
        new ProcessBuilder(command(files, "-T", SshConfig.HOST, SshConfig.REMOTE_COMMAND));
    builder.environment().clear();
    builder
        .environment()
        .putAll(Programs.with(environment, SshConfig.COMMAND_VARIABLE, remoteCommand));
    return new ProcessChannel(builder.start());
  }

  @Override
  public boolean keepsConnection(SshFiles files) throws IOException {
    return controlSocket(files).isPresent();
  }

  private RunResult ssh(SshFiles files, Duration timeout, String... arguments) throws IOException {
    return Programs.run(command(files, arguments), environment, timeout);
  }

  private List<String> command(SshFiles files, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(ssh.toString(), "-F", files.config().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Optional<Path> controlSocket(SshFiles files) throws IOException {
    return SshConfig.controlSocketIn(Files.readString(files.config()));
  }

  private static Optional<Path> onPath(String name, Map<String, String> environment) {
    return InstalledProgram.find(name, environment).map(InstalledProgram::file);
  }
}
