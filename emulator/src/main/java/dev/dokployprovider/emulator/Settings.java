package dev.dokployprovider.emulator;

import dev.dokployprovider.emulator.release.Release;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
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
    return with(parts -> parts.port = port);
  }

  public Settings withData(Path data) {
    return with(parts -> parts.data = data);
  }

  public Settings withRelease(Release release) {
    return with(parts -> parts.release = release);
  }

  public Settings withEngine(EngineChoice engine) {
    return with(parts -> parts.engine = engine);
  }

  public Settings withEphemeral(boolean ephemeral) {
    return with(parts -> parts.ephemeral = ephemeral);
  }

  public Settings withIpAddress(String ipAddress) {
    return with(parts -> parts.ipAddress = ipAddress);
  }

  public Settings withTraefikPort(int traefikPort) {
    return with(parts -> parts.traefikPort = traefikPort);
  }

  private Settings with(Consumer<Parts> change) {
    var parts = new Parts(this);
    change.accept(parts);
    return parts.together();
  }

  /** All of it, to change one and leave the others. */
  private static final class Parts {
    private int port;
    private @Nullable Path data;
    private Release release;
    private EngineChoice engine;
    private boolean ephemeral;
    private @Nullable String ipAddress;
    private Duration stalledAfter;
    private @Nullable Integer traefikPort;

    private Parts(Settings settings) {
      this.port = settings.port;
      this.data = settings.data;
      this.release = settings.release;
      this.engine = settings.engine;
      this.ephemeral = settings.ephemeral;
      this.ipAddress = settings.ipAddress;
      this.stalledAfter = settings.stalledAfter;
      this.traefikPort = settings.traefikPort;
    }

    private Settings together() {
      return new Settings(
          port, data, release, engine, ephemeral, ipAddress, stalledAfter, traefikPort);
    }
  }
}
