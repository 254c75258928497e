package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.people.settings.Choice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installed provider is meant, as options of a verb. */
final class ChoiceOptions {
  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "the provider as DevPod or Devsy calls it; - for machines that no client made")
  private @Nullable String provider;

  @Option(names = "--context", paramLabel = "NAME", description = "the context of DevPod or Devsy")
  private @Nullable String context;

  Choice choice() {
    return new Choice(Optional.ofNullable(context), Optional.ofNullable(provider));
  }
}
