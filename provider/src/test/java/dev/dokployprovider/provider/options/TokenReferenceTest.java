package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.options.TokenReference.InFile;
import dev.dokployprovider.provider.options.TokenReference.InVariable;
import dev.dokployprovider.provider.options.TokenReference.OfCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReferenceTest {
  @ParameterizedTest
  @ValueSource(strings = {"abcDEF123", "", "files:x", "http://x"})
  void a_key_is_no_reference(String text) {
    assertThat(TokenReference.of(text)).isEmpty();
  }

  @Test
  void a_file_is_named_by_its_path() {
    assertThat(TokenReference.of(" file:/run/secrets/key\n"))
        .contains(new InFile(Path.of("/run/secrets/key")));
    assertThat(TokenReference.of("file:~/key"))
        .contains(new InFile(Path.of(System.getProperty("user.home"), "key")));
  }

  @Test
  void a_relative_path_of_a_file_that_is_there_is_reported_as_an_absolute_one() {
    assertThatThrownBy(() -> TokenReference.of("file:pom.xml"))
        .isInstanceOfSatisfying(
            UnusableValueException.class,
            e -> assertThat(e.meant()).contains("file:" + Path.of("pom.xml").toAbsolutePath()));
  }

  @Test
  void a_variable_is_named() {
    assertThat(TokenReference.of("env:MY_KEY")).contains(new InVariable("MY_KEY"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "command:pass show dokploy             | pass;show;dokploy",
        "command:  pass   show                 | pass;show",
        "command:op read 'op://My Vault/key'   | op;read;op://My Vault/key",
        "command:p a\"b c\"d                   | p;ab cd",
        "command:p ''                          | p;"
      })
  void a_command_is_split_at_blanks_and_read_by_no_shell(String text, String words) {
    assertThat(TokenReference.of(text.strip()))
        .contains(new OfCommand(List.of(words.split(";", -1))));
  }

  @Test
  void what_means_something_to_a_shell_means_nothing() {
    assertThat(TokenReference.of("command:p $(rm -rf x) ; `z` \\ *"))
        .contains(new OfCommand(List.of("p", "$(rm", "-rf", "x)", ";", "`z`", "\\", "*")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:",
        "file:relative/key",
        "env:",
        "env:A B",
        "env:DOKPLOY_API_TOKEN",
        "env:DOKPLOY_MACHINE_ENV",
        "command:",
        "command:   ",
        "command:''",
        "command:pass 'open",
        "command:pass\tshow"
      })
  void a_reference_that_leads_nowhere_is_refused(String text) {
    assertThatThrownBy(() -> TokenReference.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
