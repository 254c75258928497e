package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.options.ProviderYaml;
import dev.dokployprovider.provider.options.ProviderYaml.Binary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prints provider.yaml, for this computer or for a release. */
final class ProviderYamlVerb {
  private static final List<String> SYSTEMS = List.of("linux", "darwin");
  private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

  /** A line of sha256sum for one of a release's programs; its other files are not DevPod's. */
  private static final Pattern SUM =
      Pattern.compile(
          "([0-9a-f]{64}) [ *](?:.*/)?"
              + "(dokploy-provider-(linux|darwin|windows)-(amd64|arm64)(?:\\.exe)?)");

  private ProviderYamlVerb() {}

  /**
   * @param args the provider's name, then a program of this computer that is used where it lies; or
   *     the address of a folder and a file of the checksums of what is in it
   */
  static String run(List<String> args) {
    return render(
        args.get(0),
        args.size() == 2
            ? development(args.get(1))
            : release(args.get(1), read(Path.of(args.get(2)))));
  }

  private static String render(String name, List<Binary> binaries) {
    return ProviderYaml.render(name, BuildInfo.version(), binaries);
  }

  private static List<Binary> development(String program) {
    return SYSTEMS.stream()
        .flatMap(os ->
            ARCHITECTURES.stream().map(arch -> new Binary(os, arch, program, Optional.empty())))
        .toList();
  }

  /**
   * One binary for each program that the checksums name, in their order.
   *
   * @throws IllegalArgumentException if they name none
   */
  static List<Binary> release(String address, String sums) {
    String folder = address.replaceFirst("/+$", "");
    var binaries =
        sums.lines()
            .map(SUM::matcher)
            .filter(line -> line.matches())
            .map(line ->
                new Binary(
                    line.group(3),
                    line.group(4),
                    folder + "/" + line.group(2),
                    Optional.of(line.group(1))))
            .toList();
    if (binaries.isEmpty()) {
      throw new IllegalArgumentException("no program is named dokploy-provider-OS-ARCH there");
    }
    return binaries;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
