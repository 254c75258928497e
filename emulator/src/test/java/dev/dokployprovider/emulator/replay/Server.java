package dev.dokployprovider.emulator.replay;

import dev.dokployprovider.emulator.Await;
import dev.dokployprovider.emulator.Client;
import dev.dokployprovider.emulator.Emulator;
import dev.dokployprovider.emulator.Inside;
import dev.dokployprovider.emulator.Settings;
import dev.dokployprovider.emulator.Settings.EngineChoice;
import dev.dokployprovider.emulator.Stalling;
import dev.dokployprovider.emulator.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The emulator that a recording is replayed against; it can be killed and started again. */
final class Server implements AutoCloseable {
  private final Settings settings;
  private @Nullable ScriptedEngine engine;
  private Emulator emulator;

  Server(Release release, Path data) throws IOException {
    this.settings =
        Stalling.after(
            Duration.ofMillis(300),
            Settings.DEFAULT.withRelease(release).withData(data).withEngine(EngineChoice.PROCESS));
    this.emulator = start();
  }

  private Emulator start() throws IOException {
    return Inside.start(
        settings,
        folders -> {
          engine = new ScriptedEngine(folders);
          return engine;
        });
  }

  void restart() throws IOException {
    emulator.close();
    emulator = start();
  }

  Client client() {
    return new Client(emulator.url(), emulator.apiKey());
  }

  ScriptedEngine engine() {
    return java.util.Objects.requireNonNull(engine);
  }

  Path data() {
    return emulator.data();
  }

  void awaitIdle() {
    Await.until(() -> Inside.isIdle(emulator), "no deployment waits or runs");
  }

  @Override
  public void close() throws IOException {
    emulator.close();
  }
}
