package dev.dokployprovider.emulator.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * A command in a machine: a process with the channel's streams. As with OpenSSH's server the
 * channel ends when the process has ended and everything that holds its output has closed it.
 */
final class MachineCommand implements Command {
  private static final String ACCEPTED = "DOKPLOY_";

  private final MachineFolder folder;
  private final List<String> arguments;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;
  private @Nullable Process process;

  MachineCommand(MachineFolder folder, List<String> arguments) {
    this.folder = folder;
    this.arguments = arguments;
  }

  @Override
  public void setInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    this.err = err;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    this.exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    Map<String, String> accepted = new HashMap<>(environment.getEnv());
    accepted.keySet().removeIf(name -> !name.startsWith(ACCEPTED));
    Process started = folder.shell(arguments, accepted).start();
    process = started;
    InputStream stdin = Objects.requireNonNull(in);
    OutputStream stdout = Objects.requireNonNull(out);
    OutputStream stderr = Objects.requireNonNull(err);
    ExitCallback callback = Objects.requireNonNull(exit);
    Thread.startVirtualThread(() -> pump(stdin, started.getOutputStream(), true));
    Thread output = pumping(started.getInputStream(), stdout);
    Thread errors = pumping(started.getErrorStream(), stderr);
    Thread.startVirtualThread(() -> end(started, output, errors, callback));
  }

  private static Thread pumping(InputStream from, OutputStream to) {
    return Thread.startVirtualThread(() -> pump(from, to, false));
  }

  private static void end(Process process, Thread output, Thread errors, ExitCallback exit) {
    try {
      int code = process.waitFor();
      output.join();
      errors.join();
      exit.onExit(code);
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static void pump(InputStream from, OutputStream to, boolean close) {
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.write(buffer, 0, n);
        to.flush();
      }
    } catch (IOException e) {
      // The other side has gone; what is left has no reader.
    }
    if (close) {
      try {
        to.close();
      } catch (IOException e) {
        // The process ended without reading its input.
      }
    }
  }

  /**
   * The channel is gone: the process loses its input and output, as under OpenSSH, and decides
   * itself what to make of it.
   */
  @Override
  public void destroy(ChannelSession channel) throws IOException {
    Process running = process;
    if (running != null && running.isAlive()) {
      running.getOutputStream().close();
      running.getInputStream().close();
      running.getErrorStream().close();
    }
  }
}
