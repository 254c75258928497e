package dev.dokployprovider.provider.machine.doctor;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is looked at once, though several checks need it; a failure is not kept. */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> look;
  private @Nullable T seen;

  private Lazy(Supplier<T> look) {
    this.look = look;
  }

  static <T> Supplier<T> of(Supplier<T> look) {
    return new Lazy<>(look);
  }

  @Override
  public synchronized T get() {
    if (seen == null) {
      seen = look.get();
    }
    return seen;
  }
}
