package dev.dokployprovider.provider.world;

import java.time.Duration;

/** How a process gives way to the others that run at once. */
interface Turns {
  /** There are no others. */
  Turns ALONE =
      new Turns() {
        @Override
        public void step() {}

        @Override
        public void pass(VirtualTime time, Duration duration) {
          time.pass(duration);
        }
      };

  /** Before each step: returns when it is this process's turn again. */
  void step();

  /** Lets that time pass; the others go on meanwhile. */
  void pass(VirtualTime time, Duration duration);
}
