package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.RunResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says where a machine's memory is limited to more than its server has: Docker takes such a limit
 * without a word. No call of Dokploy tells a server's memory; the machine sees it.
 */
final class ServerMemory {
  private static final BigDecimal GIBIBYTE = BigDecimal.valueOf(1L << 30);

  private final MachineContext context;
  private final OptionalLong limit;

  ServerMemory(MachineContext context) {
    this.context = context;
    this.limit = limit(context);
  }

  /** Tells the server's memory, in kibibytes. Nothing where no limit is set. */
  Optional<String> question() {
    return limit.isEmpty()
        ? Optional.empty()
        : Optional.of("awk '/^MemTotal:/ { print $2 }' /proc/meminfo");
  }

  void check(RunResult answer) {
    limit.ifPresent(bytes -> note(bytes, answer.stdout()).ifPresent(context.progress()::note));
  }

  private static OptionalLong limit(MachineContext context) {
    try {
      return MachineSpecs.of(context).limits().memoryBytes();
    } catch (ProblemException unreadableOption) {
      return OptionalLong.empty();
    }
  }

  /**
   * What is to be said.
   *
   * @param limit in bytes
   * @param answer the server's memory in kibibytes; anything else says nothing
   */
  static Optional<String> note(long limit, String answer) {
    String text = answer.strip();
    if (!text.matches("[1-9]\\d{0,12}")) {
      return Optional.empty();
    }
    long total = Long.parseLong(text) * 1024;
    return limit <= total
        ? Optional.empty()
        : Optional.of(
            "%s is %s, and the server has %s: it limits nothing."
                .formatted(Option.DOKPLOY_MACHINE_MEMORY, size(limit), size(total)));
  }

  private static String size(long bytes) {
    return new BigDecimal(bytes).divide(GIBIBYTE, 1, RoundingMode.HALF_UP) + " GiB";
  }
}
