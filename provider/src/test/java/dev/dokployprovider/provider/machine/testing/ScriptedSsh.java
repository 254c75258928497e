package dev.dokployprovider.provider.machine.testing;

import dev.dokployprovider.provider.ssh.Channel;
import dev.dokployprovider.provider.ssh.DirectSsh;
import dev.dokployprovider.provider.ssh.OpenResult;
import dev.dokployprovider.provider.ssh.PublicKey;
import dev.dokployprovider.provider.ssh.RunResult;
import dev.dokployprovider.provider.ssh.Ssh;
import dev.dokployprovider.provider.ssh.SshFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers what a test says, as {@link FakeDokploy} does; what no test told of fails. */
public final class ScriptedSsh implements Ssh {
  private Supplier<OpenResult> opens =
      () -> {
        throw untold("open");
      };
  private Function<String, RunResult> runs =
      command -> {
        throw untold("run of " + command);
      };

  /** What comes of each attempt to connect. */
  public ScriptedSsh onOpen(Supplier<OpenResult> result) {
    opens = result;
    return this;
  }

  /** What a command on the machine answers. */
  public ScriptedSsh onRun(Function<String, RunResult> answer) {
    runs = answer;
    return this;
  }

  private static AssertionError untold(String what) {
    return new AssertionError("no test told of ssh's " + what);
  }

  @Override
  public OpenResult open(SshFiles files, Duration timeout) {
    return opens.get();
  }

  @Override
  public boolean isOpen(SshFiles files) {
    return false;
  }

  @Override
  public boolean keepsConnection(SshFiles files) {
    return true;
  }

  @Override
  public RunResult run(SshFiles files, String remoteCommand, String input, Duration timeout) {
    return runs.apply(remoteCommand);
  }

  @Override
  public RunResult runOnce(SshFiles files, String remoteCommand, Duration timeout) {
    return runs.apply(remoteCommand);
  }

  @Override
  public void close(SshFiles files) {
    throw untold("close");
  }

  @Override
  public PublicKey newKeyPair(Path file, String comment) {
    throw untold("newKeyPair");
  }

  @Override
  public OpenResult probe(SshFiles files, Duration timeout) {
    throw untold("probe");
  }

  @Override
  public int attach(SshFiles files, String remoteCommand) {
    throw untold("attach");
  }

  @Override
  public DirectSsh.Result attachDirectly(SshFiles files, String remoteCommand) {
    throw untold("attachDirectly");
  }

  @Override
  public int login(SshFiles files, List<String> words, boolean terminal) {
    throw untold("login");
  }

  @Override
  public Channel begin(SshFiles files, String remoteCommand) {
    throw untold("begin");
  }
}
