package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.dokploy.json.JsonException;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.DockerClientConfig;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import dev.dokployprovider.provider.ssh.RunResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Hands the machine's Docker client its logins and its proxy, over the live connection: they stand
 * in no compose file, no argv and no log. They are on a volume there, so that they are kept.
 */
final class DockerClient {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String STEP = "logins";

  /** Between the two files; no JSON has it. */
  private static final String BETWEEN = "\u0001";

  private static final String READ =
      "cd && cat .docker/devpod-machine.json 2>/dev/null; printf '\\001';"
          + " cat .docker/config.json 2>/dev/null || true";

  /** The first line that comes is the provider's own note, the rest is the configuration. */
  private static final String WRITE =
      "umask 077 && cd && mkdir -p .docker && read -r ours"
          + " && cat >.docker/config.json.new && printf '%s\\n' \"$ours\" >.docker/devpod-machine.json"
          + " && mv -f .docker/config.json.new .docker/config.json";

  private final MachineContext context;

  DockerClient(MachineContext context) {
    this.context = context;
  }

  /**
   * Reads what it has; empty for a machine without Docker, and where an option can't be read, which
   * is told.
   */
  Optional<String> question() {
    try {
      return context.options().machine().docker().equals(DockerMode.NONE.word())
          ? Optional.empty()
          : Optional.of(READ);
    } catch (ProblemException e) {
      tell(MachineSpecs.withoutOption(e));
      return Optional.empty();
    }
  }

  /** A failure is told and does no harm beyond: the machine can be used without. */
  void configure(RunResult read) {
    try {
      configureOrFail(read);
    } catch (ProblemException e) {
      tell(MachineSpecs.withoutOption(e));
    }
  }

  private void configureOrFail(RunResult read) {
    if (read.exitCode() != 0 || !read.stdout().contains(BETWEEN)) {
      tell("it can't be read");
      return;
    }
    String[] parts = read.stdout().split(BETWEEN, 2);
    var before = new DockerClientConfig(parts[1].strip(), parts[0].strip());
    wanted(before).filter(wanted -> !isSame(wanted, before)).ifPresent(this::write);
  }

  private static boolean isSame(DockerClientConfig one, DockerClientConfig other) {
    return one.config().equals(other.config()) && one.ours().equals(other.ours());
  }

  private Optional<DockerClientConfig> wanted(DockerClientConfig before) {
    try {
      return Optional.of(
          before.with(
              MachineSpecs.logins(context.options().machine()),
              MachineSpecs.of(context).additions().environment()));
    } catch (JsonException broken) {
      tell("it is not JSON");
      return Optional.empty();
    }
  }

  private void write(DockerClientConfig wanted) {
    String config = wanted.config().isEmpty() ? "{}" : wanted.config();
    var written = context.ssh().run(WRITE, wanted.ours() + "\n" + config + "\n", LIMIT);
    if (written.exitCode() != 0) {
      tell(written.stderr().strip());
    }
  }

  private void tell(String why) {
    context.progress().working(STEP, "The machine's .docker/config.json stays as it is: " + why);
  }
}
