package dev.dokployprovider.provider.world;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Failure.Reason;
import dev.dokployprovider.provider.machine.testing.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Loses some of the writes that it carries, each in the same way. */
public final class LossyWire implements Wire {
  /** How long Dokploy may be at what is not waited for any more. */
  private static final Duration LATE = Duration.ofSeconds(3);

  /** What becomes of a write that is lost. */
  public enum Loss {
    /** It is done, and the connection breaks before the answer. */
    ANSWER,
    /** It is done, and a proxy says that there was no answer. */
    ANSWER_BY_PROXY,
    /** The client gives up, and it is done afterwards. */
    DONE_LATE,
    /** The connection breaks before Dokploy has read it. */
    REQUEST
  }

  private final Loss loss;
  private final Set<Integer> lost;
  private final List<String> writes = new ArrayList<>();

  /**
   * Loses nothing else.
   *
   * @param lost the numbers of the writes, from 0
   */
  public LossyWire(Loss loss, Set<Integer> lost) {
    this.loss = loss;
    this.lost = Set.copyOf(lost);
  }

  /** The names of the writes that came. */
  public List<String> writes() {
    return List.copyOf(writes);
  }

  @Override
  public <T> T carry(RequestedOptions<T> asked, MemoryServer server) {
    if (asked.kind() == Kind.READ) {
      return asked.effect().get();
    }
    writes.add(asked.call().name());
    if (!lost.contains(writes.size() - 1)) {
      return asked.effect().get();
    }
    throw new DokployException(lose(asked.call(), asked.effect(), server));
  }

  /** A failure of it is not told. */
  private static void done(Supplier<?> effect) {
    try {
      var _ = effect.get();
    } catch (DokployException unheard) {
      // Such as a change of a service that is gone by then.
    }
  }

  private Failure lose(Call<?> call, Supplier<?> effect, MemoryServer server) {
    return switch (loss) {
      case ANSWER -> {
        var _ = effect.get();
        yield new Failure.Unreachable(call.name(), Reason.CUT_OFF, "a test");
      }
      case ANSWER_BY_PROXY -> {
        var _ = effect.get();
        yield new Failure.ServerError(call.name(), 502, "Bad Gateway", "Bad Gateway");
      }
      case DONE_LATE -> {
        server.later(LATE, () -> done(effect));
        yield new Failure.Unreachable(call.name(), Reason.TIMED_OUT, "a test");
      }
      case REQUEST -> new Failure.Unreachable(call.name(), Reason.CUT_OFF, "a test");
    };
  }
}
