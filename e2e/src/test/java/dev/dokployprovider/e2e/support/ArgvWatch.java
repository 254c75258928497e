package dev.dokployprovider.e2e.support;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at the arguments of all processes of this computer, again and again (Linux). */
public final class ArgvWatch implements AutoCloseable {
  private final String secret;
  private final String known;
  private final Set<String> found = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean sawTheKnown;

  private ArgvWatch(String secret, String known) {
    this.secret = secret;
    this.known = known;
    this.thread = new Thread(this::watch);
  }

  /**
   * Begins to look.
   *
   * @param known what does stand in an argv meanwhile: proof that the watch works
   */
  public static ArgvWatch start(String secret, String known) {
    var watch = new ArgvWatch(secret, known);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      ProcessHandle.allProcesses().map(process -> Local.title(process.pid())).forEach(this::look);
    }
  }

  private void look(String title) {
    if (title.contains(secret)) {
      found.add(title);
    }
    sawTheKnown |= title.contains(known);
  }

  public boolean sawTheKnown() {
    return sawTheKnown;
  }

  /** The arguments that held the secret. */
  public List<String> found() {
    return List.copyOf(found);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
