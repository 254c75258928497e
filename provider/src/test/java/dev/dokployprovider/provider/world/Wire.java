package dev.dokployprovider.provider.world;

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
   * @param name of the call
   * @param effect what the server does, with its answer
   */
  <T> T carry(String name, Kind kind, Supplier<T> effect);

  /** One that loses nothing. */
  static Wire good() {
    return new Wire() {
      @Override
      public <T> T carry(String name, Kind kind, Supplier<T> effect) {
        return effect.get();
      }
    };
  }
}
