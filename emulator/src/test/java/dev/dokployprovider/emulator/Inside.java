package dev.dokployprovider.emulator;

import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.store.Folders;
import java.io.IOException;
import java.util.function.Function;

/** What tests in other packages may do with an emulator in their own process. */
public final class Inside {
  private Inside() {}

  /** Starts an emulator on an engine of the test's. */
  public static Emulator start(Settings settings, Function<Folders, Engine> engines)
      throws IOException {
    return Emulator.start(settings, engines);
  }

  /** Whether no deployment waits or runs. */
  public static boolean isIdle(Emulator emulator) {
    return emulator.isIdle();
  }
}
