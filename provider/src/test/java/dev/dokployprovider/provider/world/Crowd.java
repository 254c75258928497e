package dev.dokployprovider.provider.world;

import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Processes that run at once, one step at a time: before each step of each of them it is chosen
 * whose turn it is, so that the same choices make the same run. Time passes when all of them wait.
 */
public final class Crowd {
  /** A test that does no step for so long is a failed one. Real time, as a process is a thread. */
  private static final long HANGS_SECONDS = 60;

  private final StoppedTime time;
  private final ToIntFunction<List<Integer>> choice;
  private final List<Member> members = new ArrayList<>();
  private final AtomicLong turns = new AtomicLong();
  private final CountDownLatch over = new CountDownLatch(1);
  private Optional<Throwable> broken = Optional.empty();

  /**
   * In a world, whose clock goes on.
   *
   * @param choice the index in a list of the numbers of those that can go on, which is not empty
   */
  public Crowd(World world, ToIntFunction<List<Integer>> choice) {
    this.time = world.time();
    this.choice = choice;
  }

  /** One more process, which begins with {@link #run}. */
  public Crowd with(Consumer<Life> work) {
    members.add(new Member(work));
    return this;
  }

  /**
   * Runs all of them to their ends, once.
   *
   * @return what each ended with that did not end well, by its number
   */
  public List<Optional<Throwable>> run() {
    members.forEach(Member::start);
    handOver();
    try {
      for (long before = -1; !over.await(HANGS_SECONDS, TimeUnit.SECONDS); before = turns.get()) {
        if (turns.get() == before) {
          throw new AssertionError("a process of the test hangs");
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    broken.ifPresent(why -> {
      throw new AssertionError("nobody could be chosen", why);
    });
    return members.stream().map(one -> one.failure).toList();
  }

  /** After so many steps of the first all turns are the second's, as long as it can go on. */
  public static ToIntFunction<List<Integer>> switchingAfter(int steps) {
    var left = new int[] {steps};
    return ready -> {
      int wanted = left[0]-- > 0 ? 0 : 1;
      return Math.max(0, ready.indexOf(wanted));
    };
  }

  /** Ends the turn of the process that calls this; its own thread chooses the next. */
  private void handOver() {
    try {
      if (members.stream().allMatch(one -> one.hasEnded)) {
        over.countDown();
      } else {
        next().turn.release();
      }
    } catch (Throwable e) {
      broken = Optional.of(e);
      over.countDown();
    }
  }

  private Member next() {
    turns.incrementAndGet();
    var ready = ready();
    if (ready.isEmpty()) {
      time.pass(Duration.ofNanos(firstToWake() - time.nanos()));
      ready = ready();
    }
    return members.get(ready.get(choice.applyAsInt(ready)));
  }

  private List<Integer> ready() {
    var ready = new ArrayList<Integer>();
    for (int number = 0; number < members.size(); number++) {
      var one = members.get(number);
      if (!one.hasEnded && one.wakes <= time.nanos()) {
        ready.add(number);
      }
    }
    return ready;
  }

  private long firstToWake() {
    return members.stream()
        .filter(one -> !one.hasEnded)
        .mapToLong(one -> one.wakes)
        .min()
        .orElseThrow();
  }

  private final class Member implements Turns {
    private final Consumer<Life> work;
    private final Semaphore turn = new Semaphore(0);
    private long wakes;
    private boolean hasEnded;
    private Optional<Throwable> failure = Optional.empty();

    private Member(Consumer<Life> work) {
      this.work = work;
    }

    private void start() {
      Thread.ofVirtual()
          .start(() -> {
            try {
              turn.acquire();
              work.accept(Life.among(this));
            } catch (Throwable e) {
              failure = Optional.of(e);
            }
            hasEnded = true;
            handOver();
          });
    }

    @Override
    public void step() {
      handOver();
      try {
        turn.acquire();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void pass(StoppedTime clock, Duration duration) {
      wakes = clock.nanos() + duration.toNanos();
      step();
    }
  }
}
