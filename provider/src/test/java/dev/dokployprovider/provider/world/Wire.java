package dev.dokployprovider.provider.world;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.testing.Call;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is between a process and Dokploy: it may lose a request, or an answer. */
public interface Wire {
  /** Whether a call changes anything on the server. */
  enum Kind {
    READ,
    WRITE
  }

  /**
   * A call on its way.
   *
   * @param effect what the server does, with its answer
   * @param real the same call of a client
   */
  record RequestedOptions<T>(
      Call<?> call, Kind kind, Supplier<T> effect, Function<Dokploy, T> real) {}

  /**
   * Carries a call.
   *
   * @param server which may do it later
   */
  <T> T carry(RequestedOptions<T> asked, MemoryServer server);

  /** What is asked once in a process, and mostly remembered. */
  default Version version(Supplier<Version> answer) {
    return answer.get();
  }

  /** One that loses nothing. */
  static Wire good() {
    return new Wire() {
      @Override
      public <T> T carry(RequestedOptions<T> asked, MemoryServer server) {
        return asked.effect().get();
      }
    };
  }
}
