package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The README's table is the option list. Run with {@code -DupdateDocs=true} to write it into the
 * README.
 */
class OptionTableTest {
  private static final String BEGIN =
      "<!-- options: made by OptionTableTest from the option list -->\n";
  private static final String END = "<!-- /options -->";

  @Test
  void the_table_in_the_readme_is_the_option_list() throws IOException {
    Path readme = Path.of("../README.md");
    String text = Files.readString(readme);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (Boolean.getBoolean("updateDocs")) {
      Files.writeString(readme, text.substring(0, begin) + table() + text.substring(end));
      text = Files.readString(readme);
      end = text.indexOf(END);
    }
    assertThat(text.substring(begin, end)).isEqualTo(table());
  }

  private static String table() {
    String rows =
        Arrays.stream(Option.values())
            .map(option ->
                "| `%s` | %s | %s |\n"
                    .formatted(
                        option.name(),
                        option.defaultValue().map(value -> "`" + value + "`").orElse(""),
                        option.description()
                            + (option.is(Option.Trait.REQUIRED) ? " (required)" : "")))
            .collect(Collectors.joining());
    return "| option | default | what it is |\n| --- | --- | --- |\n" + rows;
  }
}
