package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.world.MemoryServer;
import dev.dokployprovider.provider.world.Wire;
import java.time.Duration;

/** Each call takes its time, and is answered. */
record SlowWire(Time time, Duration each) implements Wire {
  @Override
  public <T> T carry(RequestedOptions<T> asked, MemoryServer server) {
    time.pass(each);
    return asked.effect().get();
  }
}
