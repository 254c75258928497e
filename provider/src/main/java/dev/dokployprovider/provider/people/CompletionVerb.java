package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.problem.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code completion SHELL}: prints what a shell completes the command line with. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a completion script for a shell.",
    footer = {
      "",
      "To use it, put the line for your shell into its start-up file:",
      "  source <(dokploy-provider completion bash)",
      "  source <(dokploy-provider completion zsh)",
      "  dokploy-provider completion fish | source"
    })
final class CompletionVerb implements TypedVerb {
  private final VerbContext kit;
  private final CommandLine root;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.bash;

  /** Named as people type them. */
  @SuppressWarnings("MemberName")
  enum Shell {
    bash,
    zsh,
    fish
  }

  CompletionVerb(VerbContext kit, CommandLine root) {
    this.kit = kit;
    this.root = root;
  }

  @Override
  public int run() {
    kit.screen()
        .out()
        .print(
            switch (shell) {
              case bash, zsh -> PosixCompletion.of(root);
              case fish -> FishCompletion.of(root);
            });
    return ExitCode.OK;
  }
}
