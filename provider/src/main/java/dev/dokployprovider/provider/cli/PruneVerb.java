package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.machine.prune.Leftover;
import dev.dokployprovider.provider.machine.prune.Prune;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code prune [--yes] [NAME...]}: shows what is left over, and removes it where a person says so.
 * What another computer may use is removed only by its name. Without a terminal and without --yes
 * it only shows.
 */
final class PruneVerb {
  private final Prune prune;
  private final Streams streams;
  private final BufferedReader in;

  /**
   * Does nothing yet.
   *
   * @param in where a person answers
   */
  PruneVerb(Prune prune, Streams streams, BufferedReader in) {
    this.prune = prune;
    this.streams = streams;
    this.in = in;
  }

  int run(List<String> args) {
    boolean yes = args.contains("--yes");
    var names = args.stream().filter(word -> !word.equals("--yes")).toList();
    var found = prune.find();
    names.stream()
        .filter(name -> found.stream().noneMatch(one -> one.name().equals(name)))
        .findFirst()
        .ifPresent(PruneVerb::unknown);
    found.forEach(this::show);
    var chosen = found.stream().filter(one -> isChosen(one, names)).toList();
    if (chosen.isEmpty()) {
      streams.out().println(found.isEmpty() ? "Nothing is left over." : "Nothing to remove.");
      return ExitCode.OK;
    }
    if (!yes && !isWanted(chosen.size())) {
      streams.out().println("Nothing was removed.");
      return ExitCode.OK;
    }
    // All are tried, whatever keeps the others.
    return chosen.stream().filter(one -> !isRemoved(one)).count() == 0
        ? ExitCode.OK
        : ExitCode.MACHINE;
  }

  private static void unknown(String name) {
    throw new ProblemException(new Problem.NothingLeftOver(name));
  }

  private static boolean isChosen(Leftover one, List<String> names) {
    return names.isEmpty()
        ? !one.onlyByName() && !(one instanceof Leftover.InUse)
        : names.contains(one.name());
  }

  private void show(Leftover one) {
    String line = printable(one.name() + ": " + one.why());
    streams.out().println(line);
    if (one.onlyByName()) {
      streams.out().println("  (only removed by its name: prune " + printable(one.name()) + ")");
    }
  }

  private boolean isWanted(int count) {
    String them = count == 1 ? "it" : "these " + count;
    if (!streams.terminals().person()) {
      streams.out().println("To remove " + them + ", add --yes.");
      return false;
    }
    streams.err().print("Remove " + them + "? [y/N] ");
    streams.err().flush();
    try {
      return Optional.ofNullable(in.readLine()).orElse("").strip().matches("(?i)y(es)?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isRemoved(Leftover one) {
    var kept = prune.remove(one);
    streams
        .out()
        .println(
            printable(
                kept.map(why -> "stays: " + one.name() + ": " + why)
                    .orElse("removed: " + one.name())));
    return kept.isEmpty();
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
