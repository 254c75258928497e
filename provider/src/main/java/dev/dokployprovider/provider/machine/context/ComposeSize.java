package dev.dokployprovider.provider.machine.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dokployprovider.provider.options.MachineOptions;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** How long a machine's compose file may be. */
public final class ComposeSize {
  /**
   * In bytes. Dokploy hands the file to a shell in Base64, as part of one argument, for which Linux
   * has 128 KiB (docs/reference/dokploy.md §3.2): this is 104 KiB of it, and leaves room for the
   * rest.
   */
  private static final int MOST = 80_000;

  private ComposeSize() {}

  /**
   * Refuses a file that is too long.
   *
   * @throws ProblemException naming the option with the longest value, if the file is too long
   */
  public static void check(String composeFile, MachineOptions options) {
    int size = composeFile.getBytes(UTF_8).length;
    if (size > MOST) {
      var longest = longest(options);
      throw new ProblemException(
          new Problem.BadOption(
              longest.getKey().name(),
              Optional.empty(),
              "The machine's compose file would have %d bytes, and Dokploy can't write one of more"
                      .formatted(size)
                  + " than %d. This option has the longest value, with %d of them."
                      .formatted(MOST, longest.getValue()),
              "Make it shorter, for example by letting a script fetch what it needs."));
    }
  }

  private static Map.Entry<Option, Integer> longest(MachineOptions options) {
    return Map.of(
            Option.DOKPLOY_MACHINE_SCRIPT, length(options.script().stream().toList()),
            Option.DOKPLOY_MACHINE_ENV, length(options.environment().values()),
            Option.DOKPLOY_MACHINE_PACKAGES, length(options.packages()),
            Option.DOKPLOY_MACHINE_VOLUMES, length(options.volumes().values()),
            Option.DOKPLOY_MACHINE_CACHES, length(options.caches().values()),
            Option.DOKPLOY_MACHINE_MIRRORS, length(options.mirrors()),
            Option.DOKPLOY_AUTHORIZED_KEYS, length(options.authorizedKeys()))
        .entrySet()
        .stream()
        .max(
            Map.Entry.<Option, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow();
  }

  private static int length(Collection<String> values) {
    return values.stream().mapToInt(value -> value.getBytes(UTF_8).length).sum();
  }
}
