package dev.dokployprovider.provider.cli;

import java.util.List;

/** The program. */
public final class Main {
  private Main() {}

  static void main(String[] args) {
    System.exit(App.run(List.of(args), System.getenv(), Streams.system(System.getenv())));
  }
}
