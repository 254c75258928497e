package dev.dokployprovider.provider.cli;

/** The program. */
public final class Main {
  private Main() {}

  static void main(String[] args) {
    System.exit(2);
  }
}
