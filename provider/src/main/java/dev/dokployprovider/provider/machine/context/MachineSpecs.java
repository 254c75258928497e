package dev.dokployprovider.provider.machine.context;

import dev.dokployprovider.provider.options.MachineOptions;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.OptionAdvice;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.model.Additions;
import dev.dokployprovider.provider.recipe.model.Caches;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import dev.dokployprovider.provider.recipe.model.InvalidSpecException;
import dev.dokployprovider.provider.recipe.model.Limits;
import dev.dokployprovider.provider.recipe.model.MachineSpec;
import dev.dokployprovider.provider.recipe.model.Proxy;
import dev.dokployprovider.provider.recipe.model.RegistryLogins;
import dev.dokployprovider.provider.recipe.model.RestartPolicy;
import dev.dokployprovider.provider.recipe.model.SharedImages;
import dev.dokployprovider.provider.recipe.model.Subnets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
          new Limits(options.limits()),
          options.user(),
          new Additions(
              options.packages(),
              Proxy.in(options.environment(), options.proxy()),
              options.volumes(),
              Caches.of(owner, options.caches(), options.agentFolders()),
              options.mirrors(),
              options.script(),
              SharedImages.of(owner, options.sharedImages(), docker)),
          Subnets.parse(options.subnets()),
          restart(options.restart()));
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
    return e.option()
        .<Problem>map(option ->
            new Problem.BadOption(
                option.name(), Optional.empty(), e.getMessage() + ".", OptionAdvice.of(option)))
        .orElseGet(() -> new Problem.Unexpected(String.valueOf(e.getMessage())));
  }

  /**
   * What is wrong with an option that could not be read, for callers that can do without: "NAME
   * can't be used: why".
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

  private static RestartPolicy restart(String word) {
    return named(
        Option.DOKPLOY_MACHINE_RESTART,
        RestartPolicy.values(),
        RestartPolicy::word,
        word,
        "It is on-failure or unless-stopped.");
  }

  private static DockerMode docker(String word) {
    return named(
        Option.DOKPLOY_MACHINE_DOCKER,
        DockerMode.values(),
        DockerMode::word,
        word,
        "It is privileged, rootless, sysbox or none.");
  }

  private static <T> T named(
      Option option, T[] values, Function<T, String> nameOf, String name, String why) {
    return Stream.of(values)
        .filter(value -> nameOf.apply(value).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                new Problem.BadOption(
                    option.name(), Optional.of(name), why, OptionAdvice.of(option))));
  }
}
