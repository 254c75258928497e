package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped runtime knows one locale only, but where it can't start, a Java of the user's runs
 * the program, with all of them.
 */
class LocaleTest {
  @TempDir private Path home;

  @Test
  void numbers_have_the_same_digits_in_every_locale() throws IOException {
    assumeTrue(
        "%d".formatted(1).equals("1") && !String.format(Locale.of("ar", "EG"), "%d", 1).equals("1"),
        "this Java knows no locale with digits of its own");
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Duser.language=ar",
            "-Duser.country=EG",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "doctor");
    builder.environment().clear();
    builder.environment().put("HOME", home.toString());
    var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines();

    assertThat(lines)
        .endsWith("2 failed, 1 warning.")
        .noneMatch(line -> line.codePoints().anyMatch(c -> c > '9' && Character.isDigit(c)));
  }
}
