package dev.dokployprovider.provider.world;

import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.time.Duration;

/** How a process gives way to the others that run at once. */
interface Turns {
  /** There are no others. */
  Turns ALONE =
      new Turns() {
        @Override
        public void step() {}

        @Override
        public void pass(StoppedTime time, Duration duration) {
          time.pass(duration);
        }
      };

  /** Before each step: returns when it is this process's turn again. */
  void step();

  /** Lets that time pass; the others go on meanwhile. */
  void pass(StoppedTime time, Duration duration);
}
