package dev.dokployprovider.emulator;

import dev.dokployprovider.emulator.release.Release;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an emulator is set up.
 *
 * @param port the port on loopback, 0: any free one
 * @param data where everything is kept; null: a temporary folder, which only an ephemeral one may
 * @param ephemeral removes all that it made when it ends
 * @param ipAddress what settings.getIp answers from the start on, null: nothing
 * @param stalledAfter how long after a restart a job that was running is run again (before 0.29.9)
 * @param traefikPort the port on loopback for TLS to containers by name, 0: any free one; null: no
 *     Traefik
 */
public record Settings(
    int port,
    @Nullable Path data,
    Release release,
    EngineChoice engine,
    boolean ephemeral,
    @Nullable String ipAddress,
    Duration stalledAfter,
    @Nullable Integer traefikPort) {

  /** Where services run. */
  public enum EngineChoice {
    /** On the Docker engine of this computer. */
    DOCKER,
    /** In this process and its children. */
    PROCESS,
    /** On Docker when an engine answers and the compose plugin is installed. */
    AUTO
  }

  public static final Settings DEFAULT =
      new Settings(
          0, null, Release.NEWEST, EngineChoice.AUTO, false, null, Duration.ofSeconds(30), null);

  public Settings withPort(int port) {
    return new Settings(
        port, data, release, engine, ephemeral, ipAddress, stalledAfter, traefikPort);
  }

  public Settings withData(Path data) {
    return new Settings(
        port, data, release, engine, ephemeral, ipAddress, stalledAfter, traefikPort);
  }

  public Settings withRelease(Release release) {
    return new Settings(
        port, data, release, engine, ephemeral, ipAddress, stalledAfter, traefikPort);
  }

  public Settings withEngine(EngineChoice engine) {
    return new Settings(
        port, data, release, engine, ephemeral, ipAddress, stalledAfter, traefikPort);
  }

  public Settings withEphemeral(boolean ephemeral) {
    return new Settings(
        port, data, release, engine, ephemeral, ipAddress, stalledAfter, traefikPort);
  }

  public Settings withIpAddress(String ipAddress) {
    return new Settings(
        port, data, release, engine, ephemeral, ipAddress, stalledAfter, traefikPort);
  }

  public Settings withStalledAfter(Duration stalledAfter) {
    return new Settings(
        port, data, release, engine, ephemeral, ipAddress, stalledAfter, traefikPort);
  }

  public Settings withTraefikPort(int traefikPort) {
    return new Settings(
        port, data, release, engine, ephemeral, ipAddress, stalledAfter, traefikPort);
  }
}
