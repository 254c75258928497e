package dev.dokployprovider.provider.machine.context;

import dev.dokployprovider.provider.options.MachineOptions;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.OptionAdvice;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.model.Additions;
import dev.dokployprovider.provider.recipe.model.Caches;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import dev.dokployprovider.provider.recipe.model.Gpus;
import dev.dokployprovider.provider.recipe.model.InvalidSpecException;
import dev.dokployprovider.provider.recipe.model.Limits;
import dev.dokployprovider.provider.recipe.model.MachineSpec;
import dev.dokployprovider.provider.recipe.model.Proxy;
import dev.dokployprovider.provider.recipe.model.RegistryLogins;
import dev.dokployprovider.provider.recipe.model.SharedImages;
import dev.dokployprovider.provider.recipe.model.SpecField;
import dev.dokployprovider.provider.recipe.model.Subnets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the options ask of a machine, in the recipe's terms. */
public final class MachineSpecs {
  private MachineSpecs() {}

  /**
   * Reads the options as a recipe's specification.
   *
   * @throws ProblemException naming the first option that a machine can't have
   */
  public static MachineSpec of(MachineContext context) {
    return of(context.id().value(), context.owner().value(), context.options().machine());
  }

  /**
   * Where the machine's volumes are to be; on every machine, where an option can't be read. Paths
   * without anything that a shell knows ({@code Mounts}).
   */
  public static Collection<String> places(MachineContext context) {
    try {
      return of(context).volumes().values();
    } catch (ProblemException unreadableOption) {
      return List.of("/root", "/home", "/var/lib/devpod");
    }
  }

  /**
   * Checks the options.
   *
   * @throws ProblemException as {@link #of}
   */
  public static void check(MachineOptions options) {
    of("check", "0".repeat(16), options);
  }

  /**
   * Checks the options before there is a machine. One that is there already is used as it is, since
   * its workspaces are where they are.
   *
   * @throws ProblemException as {@link #of}, or if workspaces would not be kept
   */
  public static void checkNew(MachineOptions options) {
    AgentFolders.check(options, of("check", "0".repeat(16), options).volumes().values());
  }

  static MachineSpec of(String machineId, String owner, MachineOptions options) {
    try {
      var _ = readLogins(options);
      var docker = docker(options.docker());
      return new MachineSpec(
          machineId,
          options.image(),
          Entries.of(options, docker, machineId, owner),
          docker,
          new Limits(
              options.cpus(),
              options.memory(),
              pids(options.pids()),
              options.shm(),
              options.disk(),
              options.gpus().map(Gpus::parse)),
          options.user(),
          new Additions(
              options.packages(),
              Proxy.in(options.environment(), options.proxy()),
              options.volumes(),
              Caches.of(owner, options.caches(), options.agentFolders()),
              options.mirrors(),
              options.script(),
              SharedImages.of(owner, options.sharedImages(), docker)),
          Subnets.parse(options.subnets()));
    } catch (InvalidSpecException e) {
      throw new ProblemException(problem(e), e);
    }
  }

  /**
   * The logins that the machine's Docker gets.
   *
   * @throws ProblemException if the file does not hold what it must
   */
  public static RegistryLogins logins(MachineOptions options) {
    try {
      return readLogins(options);
    } catch (InvalidSpecException e) {
      throw new ProblemException(problem(e), e);
    }
  }

  private static RegistryLogins readLogins(MachineOptions options) {
    return options.logins().map(RegistryLogins::read).orElseGet(RegistryLogins::none);
  }

  /** What an invalid specification means for the user. */
  public static Problem problem(InvalidSpecException e) {
    return option(e.field())
        .<Problem>map(option ->
            new Problem.BadOption(
                option.name(), Optional.empty(), e.getMessage() + ".", OptionAdvice.of(option)))
        .orElseGet(() -> new Problem.Unexpected(String.valueOf(e.getMessage())));
  }

  /**
   * What is wrong with an option that could not be read, for whoever can do without: "NAME can't be
   * used: why".
   *
   * @throws ProblemException the same, where it is about something else
   */
  public static String withoutOption(ProblemException e) {
    return switch (e.problem()) {
      case Problem.BadOption(var option, var shown, var why, var fix) ->
          option + " can't be used: " + why;
      case Problem.MissingOption(var option, var purpose, var example) ->
          option + " is missing. " + purpose;
      default -> throw e;
    };
  }

  private static Optional<Option> option(SpecField field) {
    return switch (field) {
      case IMAGE -> Optional.of(Option.DOKPLOY_MACHINE_IMAGE);
      case SUBNETS -> Optional.of(Option.DOKPLOY_MACHINE_SUBNETS);
      case PORTS -> Optional.of(Option.DOKPLOY_SSH_PORTS);
      case CPUS -> Optional.of(Option.DOKPLOY_MACHINE_CPUS);
      case MEMORY -> Optional.of(Option.DOKPLOY_MACHINE_MEMORY);
      case PIDS -> Optional.of(Option.DOKPLOY_MACHINE_PIDS);
      case SHM -> Optional.of(Option.DOKPLOY_MACHINE_SHM);
      case DISK -> Optional.of(Option.DOKPLOY_MACHINE_DISK);
      case GPUS -> Optional.of(Option.DOKPLOY_MACHINE_GPUS);
      case USER -> Optional.of(Option.DOKPLOY_MACHINE_USER);
      case PACKAGES -> Optional.of(Option.DOKPLOY_MACHINE_PACKAGES);
      case ENVIRONMENT -> Optional.of(Option.DOKPLOY_MACHINE_ENV);
      case AUTHORIZED_KEYS -> Optional.of(Option.DOKPLOY_AUTHORIZED_KEYS);
      case VOLUMES -> Optional.of(Option.DOKPLOY_MACHINE_VOLUMES);
      case CACHES -> Optional.of(Option.DOKPLOY_MACHINE_CACHES);
      case SHARED_IMAGES -> Optional.of(Option.DOKPLOY_MACHINE_SHARED_IMAGES);
      case PROXY -> Optional.of(Option.DOKPLOY_MACHINE_PROXY);
      case REGISTRY_LOGINS -> Optional.of(Option.DOKPLOY_MACHINE_LOGINS);
      case MIRRORS -> Optional.of(Option.DOKPLOY_MACHINE_MIRRORS);
      case SCRIPT -> Optional.of(Option.DOKPLOY_MACHINE_SCRIPT);
      case MACHINE_ID, HOST_KEY -> Optional.empty();
    };
  }

  private static DockerMode docker(String word) {
    for (var mode : DockerMode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new ProblemException(
        new Problem.BadOption(
            Option.DOKPLOY_MACHINE_DOCKER.name(),
            Optional.of(word),
            "It is privileged, rootless, sysbox or none.",
            OptionAdvice.of(Option.DOKPLOY_MACHINE_DOCKER)));
  }

  private static OptionalInt pids(Optional<String> text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("\\d{1,7}")) {
      throw new ProblemException(
          new Problem.BadOption(
              Option.DOKPLOY_MACHINE_PIDS.name(),
              text,
              "It is a whole number, such as 4096.",
              OptionAdvice.of(Option.DOKPLOY_MACHINE_PIDS)));
    }
    return OptionalInt.of(Integer.parseInt(text.get()));
  }
}
