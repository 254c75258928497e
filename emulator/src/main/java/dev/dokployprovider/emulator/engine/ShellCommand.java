package dev.dokployprovider.emulator.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * One command of an SSH session, run by the system's shell in the machine's folder. The pumps pass
 * bytes as they come; the end of the client's input ends the command's input and nothing else.
 */
class ShellCommand implements Command {
  private final String text;
  private final Path home;
  private final Map<String, String> machineEnvironment;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream err = OutputStream.nullOutputStream();
  private ExitCallback exit = (code, message, closeImmediately) -> {};
  private volatile Runnable kill = () -> {};

  ShellCommand(String text, Path home, Map<String, String> machineEnvironment) {
    this.text = text;
    this.home = home;
    this.machineEnvironment = machineEnvironment;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    var builder = new ProcessBuilder("sh", "-c", text).directory(home.toFile());
    builder.environment().clear();
    builder.environment().putAll(machineEnvironment);
    environment.getEnv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("DOKPLOY_"))
        .forEach(variable -> builder.environment().put(variable.getKey(), variable.getValue()));
    var process = builder.start();
    kill =
        () -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        };
    Thread.ofVirtual().start(() -> pump(in, process.getOutputStream(), true));
    var outPump = Thread.ofVirtual().start(() -> pump(process.getInputStream(), out, false));
    var errPump = Thread.ofVirtual().start(() -> pump(process.getErrorStream(), err, false));
    Thread.ofVirtual()
        .start(() -> {
          try {
            int code = process.waitFor();
            outPump.join();
            errPump.join();
            exit.onExit(code);
            ended();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Called when a command has ended. */
  protected void ended() {}

  @Override
  public void destroy(ChannelSession channel) {
    kill.run();
  }

  private static void pump(InputStream from, OutputStream to, boolean close) {
    try {
      byte[] buffer = new byte[32768];
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.write(buffer, 0, n);
        to.flush();
      }
    } catch (IOException otherSideIsGone) {
      // The command's own end is what counts.
    } finally {
      if (close) {
        closeQuietly(to);
      }
    }
  }

  private static void closeQuietly(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException alreadyClosed) {
      // Nothing to do.
    }
  }
}
