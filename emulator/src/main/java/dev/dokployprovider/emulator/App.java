package dev.dokployprovider.emulator;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The program, without its process. */
final class App {
  private App() {}

  /**
   * Runs until the process is interrupted.
   *
   * @return the exit code when it did not come so far: 2 for wrong arguments, 1 for all else
   */
  static int run(List<String> args, PrintStream out, PrintStream err) throws InterruptedException {
    if (args.contains("--help")) {
      out.print(CommandLine.USAGE);
      return 0;
    }
    Settings settings;
    try {
      settings = CommandLine.parse(args);
    } catch (IllegalArgumentException e) {
      err.println("dokploy-emulator: " + e.getMessage());
      err.print(CommandLine.USAGE);
      return 2;
    }
    try {
      Emulator emulator = Emulator.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(emulator, err)));
      err.println(
          "Dokploy "
              + settings.release()
              + " (emulated), engine "
              + emulator.engine()
              + ", data in "
              + emulator.data());
      out.println("Listening on " + emulator.url());
      out.flush();
    } catch (IOException e) {
      err.println("dokploy-emulator: " + e.getMessage());
      return 1;
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private static void close(Emulator emulator, PrintStream err) {
    try {
      emulator.close();
    } catch (IOException e) {
      err.println("dokploy-emulator: " + e.getMessage());
    }
  }
}
