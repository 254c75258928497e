package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.options.Option.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The launcher's lists of variables to forget are the option list. Run with {@code
 * -DupdateDocs=true} to write them into the launcher.
 */
class ForgottenOptionsTest {
  private static final Path LAUNCHER = Path.of("..", "launcher", "dokploy-provider.sh");
  private static final String MADE = ": made by ForgottenOptionsTest from the option list\n";
  private static final int WIDTH = 120;

  @Test
  void the_launcher_keeps_no_option_from_ssh_that_may_hold_a_secret() throws IOException {
    hold("options that may hold secrets", option -> option.is(Trait.CONFIDENTIAL));
  }

  @Test
  void the_launcher_starts_what_lives_long_without_any_option() throws IOException {
    hold("options", option -> option.name().startsWith("DOKPLOY_"));
  }

  private static void hold(String title, Predicate<Option> which) throws IOException {
    String names =
        Arrays.stream(Option.values())
            .filter(which)
            .map(Option::name)
            .collect(Collectors.joining(" "));
    String block = "  # " + title + MADE + folded(names) + "  # /options\n";
    var made = Pattern.compile("  # " + title + MADE + "(?s:.*?)  # /options\n");
    String text = Files.readString(LAUNCHER);
    if (Boolean.getBoolean("updateDocs")) {
      text = made.matcher(text).replaceFirst(Matcher.quoteReplacement(block));
      Files.writeString(LAUNCHER, text);
    }
    assertThat(text).contains(block);
  }

  /** One command, on lines that are not too long. */
  private static String folded(String names) {
    var lines = new StringBuilder("  unset");
    int used = lines.length();
    for (String name : names.split(" ", -1)) {
      if (used + name.length() + 3 > WIDTH) {
        lines.append(" \\\n   ");
        used = 3;
      }
      lines.append(' ').append(name);
      used += name.length() + 1;
    }
    return lines.append('\n').toString();
  }
}
