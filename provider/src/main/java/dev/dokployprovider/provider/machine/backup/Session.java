package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.BackupScript;
import dev.dokployprovider.provider.ssh.Channel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * One mode of the script while it runs on the machine. The caller that waits here is told how many
 * bytes have passed, hears of an interrupt within a second, and gives up where nothing comes or
 * goes any more.
 */
final class Session implements AutoCloseable {
  /** As long as the machine may say nothing and take nothing; a large volume is emptied in less. */
  static final Duration SILENCE = Duration.ofMinutes(3);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int MOST_SAID = 20;

  private final Time time;
  private final Channel channel;
  private final Map<String, CompletableFuture<String>> told = new ConcurrentHashMap<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final List<String> said = new ArrayList<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong alive;
  private final FutureTask<Boolean> reading;

  Session(Time time, Channel channel) {
    this.time = time;
    this.channel = channel;
    this.alive = new AtomicLong(time.nanos());
    this.reading = started(this::read);
  }

  /** Begins that mode on the machine. */
  static Session begin(MachineContext context, String mode, List<String> places) {
    return new Session(context.time(), context.ssh().begin(BackupScript.command(mode, places)));
  }

  private static <T> FutureTask<T> started(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private boolean read() throws IOException {
    try (var lines =
        new BufferedReader(new InputStreamReader(channel.errors(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        alive.set(time.nanos());
        hear(line);
      }
      return true;
    } finally {
      ended.complete("");
    }
  }

  private void hear(String line) {
    if (line.startsWith("@")) {
      int blank = line.indexOf(' ');
      heard(line.substring(1, blank < 0 ? line.length() : blank))
          .complete(blank < 0 ? "" : line.substring(blank + 1));
      return;
    }
    synchronized (said) {
      if (said.size() < MOST_SAID) {
        said.add(line);
      }
    }
  }

  /** What the script told of that name. */
  Optional<String> told(String name) {
    return Optional.of(heard(name)).filter(Future::isDone).map(CompletableFuture::join);
  }

  private CompletableFuture<String> heard(String name) {
    return told.computeIfAbsent(name, one -> new CompletableFuture<>());
  }

  /** What else was printed, for people. */
  private List<String> said() {
    synchronized (said) {
      return List.copyOf(said);
    }
  }

  /** Why it did not end well: what it said, or that it could not. */
  List<String> why() {
    return saidOr("The connection to the machine ended.");
  }

  /**
   * The same once it has ended.
   *
   * @param at what it was at
   * @param exitCode that it ended with; 255 is ssh's own
   */
  List<String> why(String at, int exitCode) {
    return saidOr(
        exitCode == 255
            ? "The connection to the machine ended at " + at + "."
            : "What worked at %s ended with exit code %d and said nothing."
                .formatted(at, exitCode));
  }

  private List<String> saidOr(String otherwise) {
    var said = said();
    return said.isEmpty() ? List.of(otherwise) : said;
  }

  boolean isAlive() {
    return !reading.isDone();
  }

  /**
   * Waits until the script tells of that; whether it did before it ended.
   *
   * @throws Broken where nothing came for too long
   */
  boolean until(String name) throws Broken {
    var either = CompletableFuture.anyOf(heard(name), ended);
    while (!look(either, passed -> {})) {
      // Each look takes a while and ends by itself.
    }
    return heard(name).isDone();
  }

  /**
   * Copies what the script writes, until its end.
   *
   * @throws IOException where the sink takes no more
   * @throws Broken where the connection broke, or nothing came for too long
   */
  void copyTo(OutputStream sink, LongConsumer working) throws Broken, IOException {
    switch (copy(channel.output(), sink, working)) {
      case Copied.Whole() -> {}
      case Copied.Unwritten(var why) -> throw why;
      case Copied.Unread(var why) -> throw new Broken(reason(why));
    }
  }

  /**
   * Gives the script all of that to read, and then its end. A script that reads no more says why,
   * and ends.
   *
   * @throws IOException where the source can't be read
   * @throws Broken where nothing was taken for too long
   */
  void copyFrom(InputStream source, LongConsumer working) throws Broken, IOException {
    switch (copy(source, channel.input(), working)) {
      case Copied.Whole(), Copied.Unwritten(_) -> release();
      case Copied.Unread(var why) -> throw why;
    }
  }

  /** How a copy ended. */
  private sealed interface Copied {
    record Whole() implements Copied {}

    /** The source broke. */
    record Unread(IOException why) implements Copied {}

    /** The sink broke. */
    record Unwritten(IOException why) implements Copied {}
  }

  private Copied copy(InputStream source, OutputStream sink, LongConsumer working) throws Broken {
    var copying = started(() -> copied(source, sink));
    while (!look(copying, working)) {
      // Each look takes a while and ends by itself.
    }
    return copying.resultNow();
  }

  private Copied copied(InputStream source, OutputStream sink) {
    byte[] buffer = new byte[1 << 16];
    while (true) {
      int read;
      try {
        read = source.read(buffer);
      } catch (IOException e) {
        return new Copied.Unread(e);
      }
      try {
        if (read < 0) {
          sink.flush();
          return new Copied.Whole();
        }
        sink.write(buffer, 0, read);
      } catch (IOException e) {
        return new Copied.Unwritten(e);
      }
      bytes.addAndGet(read);
      alive.set(time.nanos());
    }
  }

  /** Whether the task is done after a moment. */
  private boolean look(Future<?> task, LongConsumer working) throws Broken {
    try {
      task.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException goesOn) {
      working.accept(bytes.get());
      if (time.nanos() - alive.get() > SILENCE.toNanos()) {
        close();
        throw new Broken(
            "Nothing came from the machine for %d minutes.".formatted(SILENCE.toMinutes()));
      }
      return false;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ProblemException(new Problem.Interrupted(), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw new Broken(reason(broken));
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static String reason(IOException why) {
    return Optional.ofNullable(why.getMessage()).orElse("The connection to the machine broke.");
  }

  /** Ends the script's input. */
  void release() {
    Closing.quietly(channel.input());
  }

  /** One line for the script. */
  void tell(String word) throws Broken {
    try {
      channel.input().write((word + "\n").getBytes(StandardCharsets.UTF_8));
      channel.input().flush();
    } catch (IOException e) {
      throw new Broken("The connection to the machine ended.");
    }
  }

  /** Waits for the end of the script; its exit code. */
  int end() throws Broken {
    try {
      while (!look(reading, passed -> {})) {
        // It tells that it goes on.
      }
      return channel.end(SILENCE).orElse(255);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ProblemException(new Problem.Interrupted(), e);
    }
  }

  @Override
  public void close() {
    channel.close();
  }

  /** The session ended before its work was done. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String why) {
      super(why);
    }
  }
}
