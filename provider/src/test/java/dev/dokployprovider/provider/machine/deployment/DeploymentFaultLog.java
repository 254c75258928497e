package dev.dokployprovider.provider.machine.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The logs of real deployments that failed, by their names. */
public final class DeploymentFaultLog {
  private DeploymentFaultLog() {}

  /** Without {@code .log}. */
  public static String of(String name) {
    try (var in = DeploymentLogTest.class.getResourceAsStream(name + ".log")) {
      return new String(requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
