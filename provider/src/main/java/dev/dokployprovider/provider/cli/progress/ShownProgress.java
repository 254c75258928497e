package dev.dokployprovider.provider.cli.progress;

import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.progress.Progress;
import dev.dokployprovider.provider.machine.time.Time;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** Writes what a {@link ProgressRenderer} says: at each event, and while a step goes on. */
public final class ShownProgress implements Progress {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** A terminal would take them for its own. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x80-\\x9F]");

  private final ProgressRenderer telling;
  private final PrintStream out;
  private final Time time;
  private final IntSupplier width;
  private Stages stages = Stages.NONE;
  private long written;
  private int columns;
  private long looked;
  private Ticking ticking = Ticking.NEVER;

  /** What stands there already, and is not shown a second time. */
  private String told = "";

  private enum Ticking {
    NEVER,
    LATER,
    NOW
  }

  /**
   * Nothing is written yet.
   *
   * @param width of a line in columns; asked where a step begins and every ten seconds, as it costs
   *     a process
   */
  ShownProgress(ProgressRenderer telling, PrintStream out, Time time, IntSupplier width) {
    this.telling = telling;
    this.out = out;
    this.time = time;
    this.width = width;
    this.written = time.nanos();
  }

  /**
   * One line for each event, and a heartbeat line before ten seconds are over.
   *
   * @param told the step whose beginning was shown before this program began; or nothing
   */
  public static ShownProgress plain(PrintStream out, boolean verbose, String told) {
    return new ShownProgress(new PlainRenderer(verbose), out, Time.system(), () -> 0)
        .told(told)
        .ticking();
  }

  /** One line for each step, written over while it goes on. */
  public static ShownProgress live(
      PrintStream out, boolean colour, boolean verbose, IntSupplier width) {
    return new ShownProgress(new TerminalRenderer(colour, verbose), out, Time.system(), width)
        .ticking();
  }

  /** An object for each event. */
  public static ShownProgress json(PrintStream out) {
    return new ShownProgress(new JsonRenderer(Time.system()), out, Time.system(), () -> 0)
        .ticking();
  }

  /** Only notes. */
  public static ShownProgress quiet(PrintStream out) {
    return new ShownProgress(new QuietRenderer(), out, Time.system(), () -> 0);
  }

  @Override
  public synchronized void report(Event event) {
    var shown =
        new Event(event.id(), CONTROL.matcher(event.text()).replaceAll(" "), event.status());
    if (event.status() == Event.Status.STARTED) {
      look();
    }
    var now = new ProgressRenderer.Moment(time.nanos(), columns);
    boolean again = event.status() == Event.Status.STARTED && event.text().equals(told);
    write(again ? "" : telling.at(stages, shown, now), now);
    told = "";
    stages = stages.after(shown, now.nanos());
    startTicking();
  }

  /** To be called every second. */
  synchronized void tick() {
    if (time.nanos() - looked >= LOOK.toNanos()) {
      look();
    }
    var now = new ProgressRenderer.Moment(time.nanos(), columns);
    write(telling.idle(stages, now.nanos() - written, now), now);
  }

  private void look() {
    columns = width.getAsInt();
    looked = time.nanos();
  }

  /** Shows what the programs of the failed step printed, for whom it was not shown before. */
  public synchronized void unfold() {
    out.print(telling.unfolded(stages));
    out.flush();
    stages = Stages.NONE;
  }

  private void write(String text, ProgressRenderer.Moment now) {
    if (!text.isEmpty()) {
      out.print(text);
      out.flush();
      written = now.nanos();
    }
  }

  /** Whatever is shown first, if it is the beginning of that step, stands there already. */
  ShownProgress told(String text) {
    told = text;
    return this;
  }

  private ShownProgress ticking() {
    ticking = Ticking.LATER;
    return this;
  }

  /** A thread that ends with the process, and is not needed where nothing is reported. */
  private void startTicking() {
    if (ticking == Ticking.LATER) {
      ticking = Ticking.NOW;
      Thread.ofPlatform().daemon().name("progress").start(this::keepTicking);
    }
  }

  private void keepTicking() {
    while (!Thread.currentThread().isInterrupted()) {
      time.pass(TICK);
      tick();
    }
  }
}
