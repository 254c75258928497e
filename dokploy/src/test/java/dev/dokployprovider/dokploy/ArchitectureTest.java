package dev.dokployprovider.dokploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dokployprovider.dokploy.rest.RestDokploy;
import java.net.HttpURLConnection;
import org.junit.jupiter.api.Test;

/** The arrows inside the module: rest -> http -> records; rest -> json; nothing back. */
class ArchitectureTest {
  private static final String ROOT = "dev.dokployprovider.dokploy";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void arrows_go_one_way() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .layer("rest")
        .definedBy(ROOT + ".rest")
        .layer("tunnel")
        .definedBy(ROOT + ".tunnel")
        .layer("http")
        .definedBy(ROOT + ".http")
        .layer("records")
        .definedBy(ROOT)
        .layer("json")
        .definedBy(ROOT + ".json")
        .whereLayer("rest")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("tunnel")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("http")
        .mayOnlyBeAccessedByLayers("rest", "tunnel")
        .whereLayer("records")
        .mayOnlyBeAccessedByLayers("rest", "http")
        .whereLayer("json")
        .mayOnlyBeAccessedByLayers("rest")
        .check(CLASSES);
  }

  @Test
  void the_entrance_is_the_only_public_class_of_rest() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".rest")
        .and()
        .arePublic()
        .should()
        .be(RestDokploy.class)
        .check(CLASSES);
  }

  @Test
  void only_the_requests_ask_for_the_release() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Requests")
        .and()
        .doNotHaveSimpleName("Version")
        .should()
        .callMethod(Version.class, "isAtLeast", int.class, int.class, int.class)
        .check(CLASSES);
  }

  @Test
  void only_http_speaks_to_the_network() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".http")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(HttpURLConnection.class, java.net.Socket.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(CLASSES);
  }
}
