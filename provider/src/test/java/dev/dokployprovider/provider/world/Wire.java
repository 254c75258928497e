package dev.dokployprovider.provider.world;

import dev.dokployprovider.provider.machine.testing.Call;
import java.util.function.Supplier;

/** What is between a process and Dokploy: it may lose a request, or an answer. */
public interface Wire {
  /** Whether a call changes anything on the server. */
  enum Kind {
    READ,
    WRITE
  }

  /**
   * Carries a call.
   *
   * @param call what is asked
   * @param effect what the server does, with its answer
   * @param server which may do it later
   */
  <T> T carry(Call<?> call, Kind kind, Supplier<T> effect, MemoryServer server);

  /** One that loses nothing. */
  static Wire good() {
    return new Wire() {
      @Override
      public <T> T carry(Call<?> call, Kind kind, Supplier<T> effect, MemoryServer server) {
        return effect.get();
      }
    };
  }
}
