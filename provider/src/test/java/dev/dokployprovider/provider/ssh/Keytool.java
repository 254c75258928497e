package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JDK's keytool, as Java has no call that makes a certificate. */
public final class Keytool {
  /** Of all stores. */
  public static final String PASSWORD = "password";

  private Keytool() {}

  /** Runs a command on one entry of a store, which need not be there yet. */
  public static void run(Path store, String alias, String... words) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    // It is over before the optimizing compiler could pay.
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of(words));
    command.addAll(List.of("-alias", alias, "-keystore", store.toString(), "-storepass", PASSWORD));
    var ended = Programs.run(command, Map.of(), Duration.ofMinutes(2));
    if (ended.exitCode() != 0) {
      throw new IOException("keytool failed: " + ended.stdout() + ended.stderr());
    }
  }
}
