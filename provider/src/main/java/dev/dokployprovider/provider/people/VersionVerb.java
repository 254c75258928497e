package dev.dokployprovider.provider.people;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code version}. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Print the version, and whether the AOT cache is in use.")
final class VersionVerb implements TypedVerb {
  private final VerbContext kit;

  VersionVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    return kit.program().call(List.of("version"), Map.of());
  }
}
