package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.Guard;
import dev.dokployprovider.provider.machine.folder.ProcessMark;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.options.ChildEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A shell in a session of its own, which no signal to the caller's process group reaches. It waits
 * until this process has closed the pipe to it, by whatever end, and then becomes the verb {@code
 * take-back}. It has nothing of the caller's standard streams, on which a client would wait, and
 * the options, with the token, in its environment only.
 */
final class GuardProcess implements Guard {
  private static final Duration END = Duration.ofMillis(200);

  private final UnfinishedCreates register;
  private final List<String> program;
  private final Map<String, String> environment;
  private Optional<Process> started = Optional.empty();

  /**
   * Nothing is started yet.
   *
   * @param program the command line that takes a verb as its next argument
   * @param environment with the options of this run
   */
  GuardProcess(Path dataFolder, List<String> program, Map<String, String> environment) {
    this.register = new UnfinishedCreates(dataFolder);
    this.program = List.copyOf(program);
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Optional<ProcessMark> start(String id) {
    started = begin(id);
    return started.map(process -> ProcessMark.of(process.toHandle()));
  }

  /**
   * The JVM waits 0.3 s at its end for a thread that is in the system, as the one is that waits for
   * a process of ours (VM_Exit in HotSpot's vmOperations.cpp). Without its entry the guard ends
   * within milliseconds.
   */
  @Override
  public void end() {
    started.ifPresent(process -> {
      try {
        process.getOutputStream().close();
        var _ = process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
      } catch (IOException endedBefore) {
        // Then nothing waits for it.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    started = Optional.empty();
  }

  /** Starts it at once, for a run that has ended. */
  void startNow(String id) {
    begin(id)
        .ifPresent(process -> {
          try {
            process.getOutputStream().close();
          } catch (IOException endedBefore) {
            // Then it has nothing to wait for either.
          }
        });
  }

  private Optional<Process> begin(String id) {
    var command = new ArrayList<>(List.of("sh", "-c", script(), "dokploy-provider-guard"));
    command.add(register.file(id).toString());
    command.addAll(program);
    command.addAll(List.of(Verb.TAKE_BACK.word(), id));
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // A typed verb has its options out of a client's files, and not out of this process's own.
    builder.environment().putAll(environment);
    builder.environment().keySet().removeIf(ChildEnvironment::isText);
    try {
      return Optional.of(builder.start());
    } catch (IOException noShell) {
      // As on Windows.
      return Optional.empty();
    }
  }

  /** For {@code sh -c}; its arguments are the entry's file and the command line. */
  static String script() {
    try (InputStream in = GuardProcess.class.getResourceAsStream("guard.sh")) {
      if (in == null) {
        throw new IllegalStateException("guard.sh is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
