package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Machines that do the same at the same time, each in a process of its own. */
public record Crowd(List<Machine> machines) {
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  public Crowd {
    machines = List.copyOf(machines);
  }

  /** Runs a verb for all at once. */
  List<Run> verb(String verb) {
    return atOnce(machine -> machine.verb(verb));
  }

  /** A verb that must succeed for all. */
  public void must(String verb) {
    atOnce(machine -> machine.must(verb));
  }

  public <T> List<T> atOnce(Function<Machine, T> work) {
    var begun =
        machines.stream()
            .map(machine -> CompletableFuture.supplyAsync(() -> work.apply(machine), THREADS))
            .toList();
    return begun.stream().map(CompletableFuture::join).toList();
  }

  /** Where each is reached now: {@code HostName} and {@code Port} of its SSH configuration. */
  public List<String> addresses() {
    return machines.stream().map(Crowd::address).toList();
  }

  private static String address(Machine machine) {
    try {
      return String.join(
          " ",
          Files.readAllLines(machine.folder().resolve("ssh_config")).stream()
              .map(String::strip)
              .filter(line -> line.startsWith("HostName ") || line.startsWith("Port "))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
