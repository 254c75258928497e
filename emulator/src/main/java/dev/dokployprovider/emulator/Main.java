package dev.dokployprovider.emulator;

import java.io.IOException;
import java.util.List;

/** The program. */
public final class Main {
  private Main() {}

  static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.print(Settings.USAGE);
      return;
    }
    Settings settings;
    try {
      settings = Settings.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println("dokploy-emulator: " + e.getMessage());
      System.err.print(Settings.USAGE);
      System.exit(2);
      return;
    }
    var emulator = Emulator.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(emulator)));
    System.out.println("Listening on " + emulator.url());
  }

  private static void close(Emulator emulator) {
    try {
      emulator.close();
    } catch (IOException e) {
      System.err.println("dokploy-emulator: " + e);
    }
  }
}
