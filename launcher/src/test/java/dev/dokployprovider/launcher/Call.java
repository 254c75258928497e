package dev.dokployprovider.launcher;

import dev.dokployprovider.provider.ssh.Sshd;
import dev.dokployprovider.provider.ssh.Waiting;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One call of the launcher that runs, with its output in files. */
record Call(Process process, Path stdout, Path stderr) {

  Outcome end() throws IOException, InterruptedException {
    return new Outcome(exit(), Files.readString(stdout), Files.readString(stderr));
  }

  int exit() throws InterruptedException {
    if (!process.waitFor(Sshd.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the launcher does not end");
    }
    return process.exitValue();
  }

  /** Waits until what it runs on the machine has made that file; fails at once if it has ended. */
  void awaitFile(Path file) {
    Waiting.until(
        file.getFileName() + " is there",
        () -> {
          boolean hasEnded = !process.isAlive();
          if (Files.exists(file)) {
            return true;
          }
          if (hasEnded) {
            throw new AssertionError("the call has ended: " + end());
          }
          return false;
        });
  }

  OutputStream stdin() {
    return process.getOutputStream();
  }

  /** Sends a signal to the process that the caller started, and to no other. */
  void signal(String name) throws IOException, InterruptedException {
    signal(process, name);
  }

  /** Not Process.destroy, which closes the streams too. */
  static void signal(Process process, String name) throws IOException, InterruptedException {
    signal(process.toHandle(), name);
  }

  static void signal(ProcessHandle process, String name) throws IOException, InterruptedException {
    int sent =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (sent != 0) {
      throw new AssertionError("there was no process to send " + name);
    }
  }
}
