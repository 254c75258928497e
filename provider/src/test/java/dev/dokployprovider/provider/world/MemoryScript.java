package dev.dokployprovider.provider.world;

import dev.dokployprovider.provider.ssh.Channel;
import dev.dokployprovider.provider.ssh.RunResult;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Does in memory what {@code backup.sh} does on a machine, with a text for each volume. */
final class MemoryScript implements Channel {
  private static final String HOME = "/home";

  /** A busy computer may not come to a thread for half a minute. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final MemoryVolumes volumes;
  private final String app;
  private final List<String> words;
  private final PipedOutputStream input = new PipedOutputStream();
  private final PipedInputStream output = new PipedInputStream(1 << 16);
  private final PipedInputStream errors = new PipedInputStream(1 << 16);
  private final InputStream stdin;
  private final OutputStream stdout;
  private final OutputStream stderr;
  private final Thread client = Thread.currentThread();
  private final Thread thread;
  private volatile int exitCode;
  private volatile boolean lost;
  private volatile boolean told;
  private volatile @Nullable Throwable fault;

  /**
   * Begins it.
   *
   * @param words the mode and its places
   */
  MemoryScript(MemoryVolumes volumes, String app, List<String> words) {
    this.volumes = volumes;
    this.app = app;
    this.words = words;
    try {
      this.stdin = new PipedInputStream(input, 1 << 16);
      this.stdout = new PipedOutputStream(output);
      this.stderr = new PipedOutputStream(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.thread = Thread.ofPlatform().daemon().start(this::run);
  }

  private void run() {
    try (stdin;
        stdout;
        stderr) {
      work();
    } catch (IOException e) {
      exitCode = 1;
    } catch (RuntimeException | Error e) {
      fault = e;
    }
  }

  private void work() throws IOException {
    try {
      if (volumes.fault() == ScriptFault.NO_MACHINE) {
        fail("This is not a machine with processes of its own");
      }
      switch (words.getFirst()) {
        case "hold" -> hold();
        case "save" -> save(words.get(1));
        case "clear" -> clear();
        case "fill" -> fill(words.get(1));
        default -> fail("no such mode");
      }
    } catch (IOException e) {
      if (!told && !lost) {
        // As a real program does: else nobody learns why it ended.
        tell("devpod-machine: " + e);
      }
      throw e;
    }
  }

  private void hold() throws IOException {
    volumes.pause(app, true);
    try {
      if (volumes.fault() == ScriptFault.BUSY) {
        fail("these processes could not be paused: 7 busy");
      }
      tell("@held");
      stdin.readAllBytes();
    } finally {
      volumes.goOn(app);
    }
  }

  private void save(String place) throws IOException {
    byte[] text = volumes.get(app, place).getBytes(StandardCharsets.UTF_8);
    boolean faulty = place.equals(HOME);
    if (faulty && volumes.fault() == ScriptFault.UNREADABLE) {
      stdout.write(new byte[] {31, -117, 8});
      fail("tar: ./x: Cannot open: Input/output error");
    }
    if (faulty && volumes.fault().losesConnection()) {
      stdout.write(Arrays.copyOf(zipped(text), 12));
      stdout.flush();
      loseAll();
    }
    if (faulty && volumes.fault() == ScriptFault.INTERRUPTED) {
      client.interrupt();
      while (true) {
        // Until it is not read any more.
        stdout.write(text);
        stdout.flush();
      }
    }
    stdout.write(zipped(text));
    if (faulty && volumes.fault() == ScriptFault.CHANGED) {
      fail("changed meanwhile in /home: ./notes");
    }
    if (!volumes.paused().contains(app)) {
      fail("nothing stands still");
    }
    tell("@digest " + digest(text));
    tell("@files 1");
  }

  private void clear() throws IOException {
    try {
      volumes.pause(app, true);
      if (volumes.fault() == ScriptFault.BUSY) {
        volumes.pause(app, false);
        fail("these processes could not be paused: 7 busy");
      }
      volumes.restores(app, true);
      tell("@clearing");
      words.subList(1, words.size()).forEach(place -> volumes.put(app, place, ""));
      tell("@cleared");
      var lines = new BufferedReader(new InputStreamReader(stdin, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("done")) {
          volumes.restores(app, false);
          tell("@whole");
        }
      }
    } finally {
      if (volumes.paused().contains(app)) {
        volumes.end(app);
      }
    }
  }

  private void fill(String place) throws IOException {
    boolean faulty = place.equals(HOME);
    if (faulty && volumes.fault().losesConnection()) {
      volumes.put(app, place, "half after " + stdin.read());
      loseAll();
    }
    byte[] text;
    try (var zip = new GZIPInputStream(stdin)) {
      text = zip.readAllBytes();
    }
    if (faulty && volumes.fault() == ScriptFault.FULL) {
      volumes.put(app, place, "half");
      fail("tar: ./x: Cannot write: No space left on device");
    }
    if (faulty && volumes.fault() == ScriptFault.OTHER_BYTES) {
      text = "other".getBytes(StandardCharsets.UTF_8);
    }
    volumes.put(app, place, new String(text, StandardCharsets.UTF_8));
    tell("@digest " + digest(text));
  }

  /** What the mode that only looks answers. */
  static RunResult probe(MemoryVolumes volumes, String app) {
    if (volumes.fault() == ScriptFault.NO_MACHINE) {
      return new RunResult(
          1, "", "devpod-machine: This is not a machine with processes of its own\n");
    }
    if (volumes.fault() == ScriptFault.NO_TAR) {
      return new RunResult(1, "", "devpod-machine: @missing tar(GNU)\n");
    }
    var out = new StringBuilder("@arch x86_64\n@docker privileged\n@driver overlay2\n");
    if (volumes.isBeingRestored(app)) {
      out.append("@restoring 2026-01-02T03:04:05Z\n");
    }
    MemoryVolumes.places()
        .forEach(place -> out.append("@place ").append(place).append(" /dev/sda 100000 10\n"));
    return new RunResult(0, out.toString(), "");
  }

  private static byte[] zipped(byte[] text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(text);
    }
    return bytes.toByteArray();
  }

  private void loseAll() throws IOException {
    volumes.loseConnections();
    throw new IOException("Connection closed");
  }

  private static String digest(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void tell(String line) throws IOException {
    stderr.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    stderr.flush();
  }

  private void fail(String why) throws IOException {
    told = true;
    tell("devpod-machine: " + why);
    throw new IOException(why);
  }

  @Override
  public OutputStream input() {
    return input;
  }

  @Override
  public InputStream output() {
    return output;
  }

  @Override
  public InputStream errors() {
    return errors;
  }

  @Override
  public OptionalInt end(Duration limit) throws InterruptedException {
    boolean ended = thread.join(LONGEST);
    mustBeSound();
    return ended ? OptionalInt.of(lost ? 255 : exitCode) : OptionalInt.empty();
  }

  /** What breaks the double itself is no fault of the machine's. */
  private void mustBeSound() {
    if (fault != null) {
      throw new AssertionError(words + " broke", fault);
    }
  }

  @Override
  public void close() {
    for (var stream : List.of(input, output)) {
      try {
        stream.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Both ends hear that there is no connection any more. */
  void lose() {
    lost = true;
    for (var stream : List.of(input, stdout, stderr)) {
      try {
        stream.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void join() {
    try {
      if (!thread.join(LONGEST)) {
        throw new AssertionError("it goes on without its client: " + words);
      }
      mustBeSound();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
