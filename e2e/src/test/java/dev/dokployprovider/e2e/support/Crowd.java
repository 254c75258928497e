package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Machines that do the same at the same time, each in a process of its own. */
public record Crowd(List<Machine> machines) {
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  public Crowd {
    machines = List.copyOf(machines);
  }

  /** So many machines of an emulator; its range has two ports for each. */
  public static Crowd of(Emulator dokploy, String name, int count, Path home) {
    return of(dokploy, name, count, FreePorts.range(2 * count), home);
  }

  /**
   * The same with that range of ports.
   *
   * @param name a machine's id is this and its number
   */
  public static Crowd of(Emulator dokploy, String name, int count, String ports, Path home) {
    return new Crowd(
        IntStream.range(0, count)
            .mapToObj(number -> Machine.of(dokploy, name + "-" + number, home))
            .map(machine -> machine.with("DOKPLOY_SSH_PORTS", ports))
            .toList());
  }

  /** The same machines with another value of a variable. */
  public Crowd with(String name, String value) {
    return new Crowd(machines.stream().map(machine -> machine.with(name, value)).toList());
  }

  /** Each of them so many times: what it does is then done so often by each, all at once. */
  public Crowd times(int count) {
    return new Crowd(Collections.nCopies(count, machines).stream().flatMap(List::stream).toList());
  }

  /** What a function gives for each. */
  public <T> List<T> map(Function<Machine, T> function) {
    return machines.stream().map(function).toList();
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
