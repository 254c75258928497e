package dev.dokployprovider.provider.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** This program as others can start it. */
final class Dialer {
  /** The launcher says where it is. */
  static final String LAUNCHER = "dokploy.provider.launcher";

  private Dialer() {}

  /** The command line that takes a verb as its next argument. */
  static List<String> command() {
    return launcher()
        .map(file -> List.of(file.toString()))
        .orElseGet(() -> java(Path.of(System.getProperty("java.home"))));
  }

  /** The file that started this process; empty where Java itself was called. */
  static Optional<Path> launcher() {
    return Optional.of(System.getProperty(LAUNCHER, ""))
        .filter(file -> !file.isEmpty())
        .map(Path::of);
  }

  /**
   * Without a launcher, the Java that runs this. Not with the flags of a short verb: who carries
   * bytes needs the compiler that knows the processor's AES (startup.md).
   */
  private static List<String> java(Path home) {
    var command = new ArrayList<String>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx64m", "-XX:-UsePerfData"));
    command.add("-Xlog:disable");
    command.add("-m");
    command.add("dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main");
    return List.copyOf(command);
  }
}
