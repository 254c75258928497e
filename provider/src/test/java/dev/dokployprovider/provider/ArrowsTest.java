package dev.dokployprovider.provider;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The arrows between the packages go one way, as CONTRIBUTING.md draws them. */
class ArrowsTest {
  private static final String BASE = "dev.dokployprovider.provider";
  private static final Path SOURCES =
      Path.of("src", "main", "java", "dev", "dokployprovider", "provider");
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?m)^import (?:static )?dev\\.dokployprovider\\.provider\\.([a-z.]+)\\.[A-Z]");

  /** Read once for all tests: it is most of what they cost. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  void no_package_needs_one_that_needs_it() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /**
   * Packages of the provider from the top down; those on one line need not know each other. Read
   * from the sources, as constants leave no trace in bytecode.
   */
  private static final List<Set<String>> FROM_THE_TOP =
      List.of(
          Set.of("cli"),
          Set.of("people"),
          Set.of("people.hosts", "cli.progress"),
          Set.of("people.settings"),
          Set.of(
              "machine.describe",
              "machine.doctor",
              "machine.overview",
              "machine.prune",
              "machine.backup"),
          Set.of("machine"),
          Set.of("machine.plan", "machine.preflight", "machine.reach"),
          Set.of("machine.deployment"),
          Set.of("machine.containers", "machine.project"),
          Set.of("machine.context", "machine.retry"),
          Set.of("machine.folder", "machine.progress"),
          Set.of("machine.time"),
          Set.of("recipe", "ssh"),
          Set.of("recipe.model"),
          Set.of("options"),
          Set.of("problem"));

  @Test
  void every_import_goes_down() throws IOException {
    var upward = new ArrayList<String>();
    try (var files = Files.walk(SOURCES)) {
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String from = SOURCES.relativize(file.getParent()).toString().replace('/', '.');
        if (from.isEmpty()) {
          continue;
        }
        IMPORT
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1))
            .filter(to -> !to.equals(from) && rank(to) <= rank(from))
            .forEach(to -> upward.add(from + "." + file.getFileName() + " -> " + to));
      }
    }
    assertThat(upward).isEmpty();
  }

  private static int rank(String name) {
    for (int rank = 0; rank < FROM_THE_TOP.size(); rank++) {
      if (FROM_THE_TOP.get(rank).contains(name)) {
        return rank;
      }
    }
    throw new AssertionError("package " + name + " has no place in the list");
  }

  /** What people type may cost what it costs; DevPod's calls must not load it. */
  @Test
  void only_one_door_of_the_command_line_leads_to_what_people_type() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "..")
        .and()
        .resideOutsideOfPackage(BASE + ".people..")
        .and()
        .doNotHaveSimpleName("TypedVerbs")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE + ".people..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void only_the_command_line_prints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void only_the_clock_lets_time_pass() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".machine..")
        .and()
        .doNotHaveSimpleName("SystemTime")
        .should()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(CLASSES);
  }
}
