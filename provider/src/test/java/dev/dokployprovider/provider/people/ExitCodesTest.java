package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.ExitCode;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit codes are the same in the program, in its help and in the table of the docs. */
class ExitCodesTest {
  private static final Path PAGE = Path.of("../docs/troubleshooting.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([\\d, ]+) \\|");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** What the system makes of SIGHUP and SIGTERM; the program has no say in it. */
  private static final List<Integer> OF_SIGNALS = List.of(129, 143);

  @Test
  void the_table_of_the_docs_has_each_code_of_the_program() throws IOException {
    var codes = codes();
    codes.addAll(OF_SIGNALS);
    var page = Files.readString(PAGE);
    int begin = page.indexOf("## Exit codes");
    var table = page.substring(begin, page.indexOf("\n## ", begin));
    assertThat(
            ROW.matcher(table)
                .results()
                .flatMap(row -> NUMBER.matcher(row.group(1)).results())
                .map(MatchResult::group)
                .map(Integer::valueOf))
        .containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void the_help_has_each_code_of_the_program(@TempDir Path home) {
    var desk = new Desk(home);
    assertThat(desk.run(List.of("--help"))).isZero();
    String list = desk.out().substring(desk.out().indexOf("Exit codes:"));
    assertThat(
            Pattern.compile("(?m)^ +(\\d+) ")
                .matcher(list)
                .results()
                .map(row -> Integer.valueOf(row.group(1)))
                .collect(Collectors.toSet()))
        .isEqualTo(codes());
  }

  private static Set<Integer> codes() {
    return Arrays.stream(ExitCode.class.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == int.class)
        .map(ExitCodesTest::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int value(java.lang.reflect.Field field) {
    try {
      return field.getInt(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
