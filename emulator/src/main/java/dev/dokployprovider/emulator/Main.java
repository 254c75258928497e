package dev.dokployprovider.emulator;

import java.util.List;

/** The program. */
public final class Main {
  private Main() {}

  static void main(String[] args) throws InterruptedException {
    System.exit(App.run(List.of(args), System.out, System.err));
  }
}
