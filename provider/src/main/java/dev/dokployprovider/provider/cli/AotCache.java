package dev.dokployprovider.provider.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** What is known of the cache with which Java starts in a third of the time. */
final class AotCache {
  private AotCache() {}

  /**
   * Whether this process uses one: Java says in this property that it shares an archive, and a
   * runtime that jlink made has no other one.
   */
  static boolean isUsed() {
    Path usual = Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa");
    return System.getProperty("java.vm.info", "").contains("sharing") && !Files.exists(usual);
  }
}
