package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.problem.Message;
import dev.dokployprovider.provider.problem.Wording;
import dev.dokployprovider.provider.problem.WordingTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line to paste can be pasted, also where the program is not on PATH. */
class ProgramNameTest {
  private static final String FILE =
      "/home/me/.devpod/contexts/default/providers/dokploy/binaries/dokploy_provider";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dokploy-provider login https://d.example.com | @ login https://d.example.com",
        "See: dokploy-provider list --help | See: @ list --help",
        "See: dokploy-provider --help | See: @ --help",
        "dokploy-provider backup web --without-docker | @ backup web --without-docker",
        "dokploy-provider restore web --from web.backup | @ restore web --from web.backup",
        "To keep it here: dokploy-provider login (docs/verbs.md) | To keep it here: @ login (docs/verbs.md)",
        "dokploy-provider has no option \"--hepl\". | dokploy-provider has no option \"--hepl\".",
        "Hosts of dokploy-provider | Hosts of dokploy-provider",
        "/opt/dokploy-provider login | /opt/dokploy-provider login",
        "devpod provider use dokploy-provider | devpod provider use dokploy-provider"
      })
  void only_a_call_of_the_program_is_put_into_words(String line, String expected) {
    assertThat(name(Map.of("PATH", "/nowhere"), FILE).in(line))
        .isEqualTo(expected.replace("@", FILE));
  }

  /** As the help lists them. */
  @Test
  void every_verb_that_people_type_is_known() {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    App.run(List.of("--help"), Map.of(), new Streams(stream, stream, Terminals.NONE, false, false));
    var verbs =
        Pattern.compile("(?m)^  ([a-z][a-z-]+)  +[A-Z]")
            .matcher(out.toString(StandardCharsets.UTF_8))
            .results()
            .map(verb -> verb.group(1))
            .toList();
    assertThat(verbs).contains("create", "config-ssh", "prune");
    assertThat(verbs)
        .allSatisfy(verb ->
            assertThat(name(Map.of(), FILE).in("dokploy-provider " + verb))
                .isEqualTo(FILE + " " + verb));
  }

  @Test
  void what_path_has_is_called_by_its_name() throws IOException {
    Files.createFile(
        folder.resolve("dokploy-provider"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    assertThat(name(Map.of("PATH", folder.toString()), FILE).in("dokploy-provider list"))
        .isEqualTo("dokploy-provider list");
  }

  @Test
  void a_path_that_a_shell_would_read_otherwise_is_quoted() {
    assertThat(name(Map.of(), "/home/it's me/p").in("dokploy-provider list"))
        .isEqualTo("'/home/it'\\''s me/p' list");
  }

  @Test
  void java_without_a_launcher_has_only_the_name() {
    assertThat(new ProgramName(Map.of(), Optional.empty()).in("dokploy-provider list"))
        .isEqualTo("dokploy-provider list");
  }

  /** Whatever the problem is, no line to paste names a program that the shell does not find. */
  @Test
  void no_problem_names_the_program_where_path_does_not_have_it() {
    var shown =
        WordingTest.variants()
            .map(problem -> name(Map.of(), FILE).in(Wording.of(problem)))
            .map(Message::fix)
            .flatMap(List::stream)
            .toList();
    assertThat(shown).noneMatch(line -> line.matches("(.*[ :])?dokploy-provider [a-z-].*"));
    assertThat(shown).anyMatch(line -> line.startsWith(FILE + " "));
  }

  private static ProgramName name(Map<String, String> environment, String file) {
    return new ProgramName(environment, Optional.of(Path.of(file)));
  }
}
