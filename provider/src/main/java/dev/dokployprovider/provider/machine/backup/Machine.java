package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.provider.machine.Connect;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.BackupScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The running machine, as backups ask it. */
final class Machine {
  private static final Duration CONNECT = Duration.ofMinutes(1);

  /** It adds up what is in each volume. */
  private static final Duration PROBE = Duration.ofMinutes(10);

  private final MachineContext context;

  Machine(MachineContext context) {
    this.context = context;
  }

  /** Asks it what a backup or a restore must know. */
  Probed probe(Collection<String> places) {
    return context
        .progress()
        .step("probe", "Looking at the machine's volumes", () -> answer(places));
  }

  private Probed answer(Collection<String> places) {
    new Connect(context, Wait.atMost(CONNECT, context.time())).run();
    var answer = context.ssh().run(BackupScript.command("probe", List.copyOf(places)), PROBE);
    if (answer.exitCode() == 0) {
      return Probed.read(answer.stdout());
    }
    var missing = new ArrayList<String>();
    answer
        .stderr()
        .lines()
        .filter(line -> line.contains("@missing "))
        .forEach(line -> missing.add(line.substring(line.indexOf("@missing ") + 9).strip()));
    if (missing.isEmpty()) {
      throw new ProblemException(
          new Problem.BackupRefused(
              context.id().value(),
              answer.stderr().lines().limit(5).toList(),
              List.of("dokploy-provider doctor " + context.id())));
    }
    throw new ProblemException(
        new Problem.BackupRefused(
            context.id().value(),
            List.of(
                "The machine lacks programs that this needs: " + String.join(" ", missing) + "."),
            List.of(
                "Install them on it, by their packages:",
                "DOKPLOY_MACHINE_PACKAGES=\"tar gzip coreutils findutils\"")));
  }
}
