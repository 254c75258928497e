package dev.dokployprovider.provider;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages go one way, as CONTRIBUTING.md draws them. */
class ArrowsTest {
  private static final String BASE = "dev.dokployprovider.provider";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  void arrows_go_from_the_command_line_down_to_the_options() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("cli")
        .definedBy(BASE + ".cli..")
        .layer("people")
        .definedBy(BASE + ".people..")
        .layer("machine")
        .definedBy(BASE + ".machine..")
        .layer("recipe")
        .definedBy(BASE + ".recipe..")
        .layer("ssh")
        .definedBy(BASE + ".ssh..")
        .layer("options")
        .definedBy(BASE + ".options..")
        .layer("problem")
        .definedBy(BASE + ".problem..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("people")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("machine")
        .mayOnlyBeAccessedByLayers("cli", "people")
        .whereLayer("recipe")
        .mayOnlyBeAccessedByLayers("machine")
        .whereLayer("ssh")
        .mayOnlyBeAccessedByLayers("cli", "people", "machine")
        .whereLayer("options")
        .mayOnlyBeAccessedByLayers("cli", "people", "machine", "recipe", "ssh")
        .whereLayer("problem")
        .mayOnlyBeAccessedByLayers("cli", "people", "machine", "recipe", "ssh", "options")
        .check(classes);
  }

  @Test
  void no_package_needs_one_that_needs_it() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void within_machine_the_arrows_go_from_the_use_cases_down_to_time() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("use cases")
        .definedBy(BASE + ".machine")
        .layer("plan")
        .definedBy(BASE + ".machine.plan")
        .layer("preflight")
        .definedBy(BASE + ".machine.preflight")
        .layer("reach")
        .definedBy(BASE + ".machine.reach")
        .layer("service")
        .definedBy(BASE + ".machine.service")
        .layer("context")
        .definedBy(BASE + ".machine.context")
        .layer("folder")
        .definedBy(BASE + ".machine.folder")
        .layer("progress")
        .definedBy(BASE + ".machine.progress")
        .layer("time")
        .definedBy(BASE + ".machine.time")
        .whereLayer("use cases")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("use cases")
        .whereLayer("plan")
        .mayNotAccessAnyLayer()
        .whereLayer("preflight")
        .mayOnlyBeAccessedByLayers("use cases")
        .whereLayer("preflight")
        .mayNotAccessAnyLayer()
        .whereLayer("reach")
        .mayOnlyBeAccessedByLayers("use cases")
        .whereLayer("service")
        .mayOnlyBeAccessedByLayers("use cases", "reach")
        .whereLayer("context")
        .mayOnlyBeAccessedByLayers("use cases", "reach", "service")
        .whereLayer("folder")
        .mayOnlyBeAccessedByLayers("use cases", "reach", "service", "context")
        .whereLayer("progress")
        .mayOnlyBeAccessedByLayers("use cases", "reach", "service", "context")
        .whereLayer("time")
        .mayOnlyBeAccessedByLayers("use cases", "reach", "service", "context", "folder")
        .check(classes);
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
        .check(classes);
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
        .check(classes);
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
        .check(classes);
  }
}
