package dev.dokployprovider.provider.machine.deployment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The step of a build that failed, out of the plain progress of BuildKit, of Compose's own build
 * and of bake's.
 *
 * @param step its name without what stands before in brackets: an instruction of the Dockerfile, or
 *     what BuildKit does for one; empty when no step is named
 * @param output what the step itself printed
 * @param error BuildKit's words
 */
record FailedBuild(String step, List<String> output, String error) {
  private static final Pattern ERROR = Pattern.compile("#(\\d+) ERROR: (.*)");

  private static final Pattern UNSOLVED = Pattern.compile("(?:.*: )?failed to solve: (.*)");

  /** A cache that is not available does not fail a build. */
  private static final Pattern CACHE =
      Pattern.compile("(?:\\[[^]]*] )?(?:importing|exporting) cache .*");

  private static final Pattern BRACKETS = Pattern.compile("^\\[[^]]*] ");

  /** Of an output's line: the seconds since the step began. */
  private static final Pattern SECONDS = Pattern.compile("^\\d+\\.\\d+ ");

  /** The failed step; empty where the log tells of no failed build. */
  static Optional<FailedBuild> in(List<String> lines) {
    var unsolved = last(lines, UNSOLVED, 1);
    if (unsolved.isEmpty()) {
      return Optional.empty();
    }
    return IntStream.range(0, lines.size())
        .mapToObj(i -> lines.get(lines.size() - 1 - i))
        .map(ERROR::matcher)
        .filter(error -> error.matches())
        .map(error -> of(lines, error.group(1), error.group(2)))
        .filter(failed -> !CACHE.matcher(failed.step()).matches())
        .findFirst()
        .or(() -> Optional.of(new FailedBuild("", List.of(), unsolved.get())));
  }

  private static FailedBuild of(List<String> lines, String number, String error) {
    String prefix = "#" + number + " ";
    var own =
        lines.stream()
            .filter(line -> line.startsWith(prefix))
            .map(line -> line.substring(prefix.length()))
            .toList();
    // The first line of a step is its name; of a long log only the end was read.
    String named =
        own.isEmpty()
                || SECONDS.matcher(own.getFirst()).find()
                || own.getFirst().startsWith("ERROR")
            ? last(lines, Pattern.compile("> (.*):"), 1).orElse("")
            : own.getFirst();
    var output =
        own.stream()
            .filter(line -> SECONDS.matcher(line).find())
            .map(line -> SECONDS.matcher(line).replaceFirst(""))
            .filter(line -> !line.isBlank())
            .toList();
    String step = CACHE.matcher(named).matches() ? named : BRACKETS.matcher(named).replaceFirst("");
    return new FailedBuild(step, output, error);
  }

  private static Optional<String> last(List<String> lines, Pattern pattern, int group) {
    return lines.reversed().stream()
        .map(pattern::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(group))
        .findFirst();
  }
}
