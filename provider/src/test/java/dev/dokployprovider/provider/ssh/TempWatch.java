package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks again and again whether a text is in one of this program's temporary files. */
final class TempWatch implements AutoCloseable {
  private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));

  private final String text;
  private final ConcurrentLinkedQueue<String> found = new ConcurrentLinkedQueue<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::watch);

  private TempWatch(String text) {
    this.text = text;
  }

  static TempWatch of(String text) {
    var watch = new TempWatch(text);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      try (var files = Files.newDirectoryStream(FOLDER, "dokploy-provider*.*")) {
        files.forEach(this::look);
        looks.incrementAndGet();
        Thread.sleep(20);
      } catch (IOException | InterruptedException end) {
        return;
      }
    }
  }

  private void look(Path file) {
    try {
      if (Files.readString(file).contains(text)) {
        found.add(file.toString());
      }
    } catch (IOException gone) {
      // Then it can't be read any more.
    }
  }

  int looks() {
    return looks.get();
  }

  List<String> found() {
    return List.copyOf(found);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
