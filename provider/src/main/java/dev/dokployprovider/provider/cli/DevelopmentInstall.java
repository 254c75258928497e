package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.options.ProviderYaml;
import dev.dokployprovider.provider.options.ProviderYaml.Binary;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** provider.yaml for a program that was built on this computer and is used where it lies. */
final class DevelopmentInstall {
  private static final List<String> SYSTEMS = List.of("linux", "darwin");
  private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

  private DevelopmentInstall() {}

  /**
   * @param args the provider's name and the program's absolute path
   */
  static String providerYaml(List<String> args) {
    if (args.size() != 2) {
      throw new ProblemException(
          new Problem.UnknownVerb(
              Optional.of("provider-yaml"), List.of("provider-yaml NAME PATH")));
    }
    var binaries =
        SYSTEMS.stream()
            .flatMap(os ->
                ARCHITECTURES.stream()
                    .map(arch -> new Binary(os, arch, args.get(1), Optional.empty())))
            .toList();
    return ProviderYaml.render(args.get(0), BuildInfo.version(), binaries);
  }
}
