package dev.dokployprovider.provider.people.settings;

import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.ServerUrl;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the options of a verb that was typed in a shell, and the machine that a name means: the
 * variables of the shell, else a client's provider, else the last login. An API key is only ever
 * used with the address that stands beside it.
 */
public final class Sources {
  private static final String URL = Option.DOKPLOY_SERVER_URL.name();
  private static final String TOKEN = Option.DOKPLOY_API_TOKEN.name();

  private final Map<String, String> variables;
  private final List<ClientHome> homes;
  private final Path ownMachines;
  private final Profile profile;

  /**
   * Reads nothing yet.
   *
   * @param dataFolder the user's own, where machines are that no client made
   */
  public Sources(Map<String, String> variables, Path dataFolder) {
    this.variables = Map.copyOf(variables);
    this.homes = ClientHome.of(variables);
    this.ownMachines = dataFolder.resolve("machines");
    this.profile = new Profile(dataFolder);
  }

  /**
   * The options for all that is about no single machine.
   *
   * @throws ProblemException where there are none, or several providers that differ
   */
  public Settings settings(Choice choice) {
    var installed = installed(choice);
    if (installed.isEmpty() && choice.includesOwn()) {
      var stored = variable(URL).isBlank() ? profile.options() : profile.options(variable(URL));
      var own = Settings.of(variables);
      if (!stored.isEmpty()) {
        return own.completedBy(stored, Settings.LOGIN);
      }
      if (!variable(URL).isBlank()) {
        return own;
      }
    }
    if (installed.isEmpty()) {
      throw notSetUp(choice);
    }
    return of(preferred(installed));
  }

  private ProblemException notSetUp(Choice choice) {
    return new ProblemException(
        new Problem.NotSetUp(
            choice.words(),
            homes.stream().map(home -> home.config().toString()).toList(),
            choice.isAny() ? List.of() : installed().stream().map(Installed::words).toList()));
  }

  /** The variables of the shell alone, whatever is in them. */
  public Settings variables() {
    return Settings.of(variables);
  }

  /**
   * The options for one machine, and where it is.
   *
   * @param name the machine's, or that of its workspace
   * @throws ProblemException where there is none of that name, or several
   */
  public Settings machine(String name, Choice choice) {
    var all = known(choice);
    var called = all.stream().filter(machine -> machine.isCalled(name)).toList();
    if (called.size() > 1) {
      throw new ProblemException(
          new Problem.SeveralMachines(
              name,
              called.stream()
                  .map(one ->
                      one.installed().map(Installed::words).orElse("no client")
                          + ": "
                          + one.folder())
                  .toList(),
              called.stream().flatMap(one -> onlyName(one, all)).toList()));
    }
    if (called.isEmpty()) {
      if (!choice.includesOwn() && installed(choice).isEmpty()) {
        throw notSetUp(choice);
      }
      throw new ProblemException(
          new Problem.UnknownMachine(
              name,
              all.stream().map(one -> one.workspace().orElse(one.id())).sorted().toList(),
              choice.isAny() ? clientsOf(name) : List.of()));
    }
    return of(called.getFirst());
  }

  /** Also of those that are passed over, as the variables name another server. */
  private List<String> clientsOf(String name) {
    return all().stream()
        .filter(machine -> machine.isCalled(name))
        .flatMap(machine -> machine.installed().map(Installed::words).stream())
        .distinct()
        .toList();
  }

  /** The name of a machine that no other one has too, where it has one. */
  private static Stream<String> onlyName(KnownMachine machine, List<KnownMachine> all) {
    return Stream.concat(Stream.of(machine.id()), machine.workspace().stream())
        .filter(name -> all.stream().filter(one -> one.isCalled(name)).count() == 1)
        .limit(1);
  }

  /** The same for one that need not be there yet: without a client, it is kept by ourselves. */
  public Settings newMachine(String name, Choice choice) {
    return known(choice).stream().anyMatch(machine -> machine.isCalled(name))
        ? machine(name, choice)
        : settings(choice.isOwn() ? Choice.ANY : choice).of(own(new MachineId(name).value()));
  }

  /** This provider under every name that a client has it by. */
  public List<Installed> installed() {
    return homes.stream().flatMap(home -> ClientFiles.installed(home).stream()).toList();
  }

  /** The same of all clients, whatever server the variables name. */
  public List<KnownMachine> all() {
    return Stream.concat(
            installed().stream().flatMap(one -> ClientFiles.machines(one).stream()), owns())
        .toList();
  }

  /** Every machine with a folder on this computer. */
  public List<KnownMachine> known(Choice choice) {
    var ofClients = installed(choice).stream().flatMap(one -> ClientFiles.machines(one).stream());
    return Stream.concat(ofClients, choice.includesOwn() ? owns() : Stream.of()).toList();
  }

  private Settings of(KnownMachine machine) {
    return machine
        .installed()
        .map(one ->
            Settings.of(usable(one))
                .completedBy(machine.options(), "machine " + machine.id())
                .completedBy(one))
        .orElseGet(() -> own(machine))
        .of(machine);
  }

  /**
   * Of a machine that no client made: where a key of the Dokploy is stored that has made it, it is
   * that one, whatever server the last login was for.
   */
  private Settings own(KnownMachine machine) {
    var made = variable(URL).isBlank() ? dokploy(machine) : Optional.<String>empty();
    var stored = made.map(profile::options).orElse(Map.of());
    boolean has =
        installed(Choice.ANY).stream()
            .map(one -> server(one.options().getOrDefault(URL, "")))
            .anyMatch(server -> made.map(Sources::server).filter(server::equals).isPresent());
    return stored.isEmpty() || has
        ? settings(Choice.ANY)
        : Settings.of(variables).completedBy(stored, Settings.LOGIN);
  }

  /** The address in its record; what is wrong with that is for the verb to say. */
  private static Optional<String> dokploy(KnownMachine machine) {
    try {
      return new MachineFolder(machine.folder()).record().flatMap(MachineRecord::dokploy);
    } catch (ProblemException unreadable) {
      return Optional.empty();
    }
  }

  private Settings of(Installed one) {
    return Settings.of(usable(one)).completedBy(one);
  }

  /** The variables, without an address of another server and its key. */
  private Map<String, String> usable(Installed one) {
    if (isSameServer(one.options())) {
      return variables;
    }
    var others = new HashMap<>(variables);
    others.keySet().removeAll(List.of(URL, TOKEN));
    return others;
  }

  /** What a client keeps a key for may only be another server where a person asks for it. */
  private List<Installed> installed(Choice choice) {
    return installed().stream()
        .filter(choice::fits)
        .filter(one -> !choice.isAny() || isSameServer(one.options()))
        .toList();
  }

  private boolean isSameServer(Map<String, String> options) {
    String wanted = variable(URL);
    return wanted.isBlank() || server(wanted).equals(server(options.getOrDefault(URL, "")));
  }

  private static String server(String text) {
    try {
      return ServerUrl.parse(text).toString();
    } catch (IllegalArgumentException invalid) {
      return text.strip();
    }
  }

  private String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  /** The preferred one of each client; others count only where they say the same. */
  private static Installed preferred(List<Installed> installed) {
    var best = installed.stream().filter(Installed::isPreferred).toList();
    var left = best.isEmpty() ? installed : best;
    if (left.stream().map(Installed::options).distinct().count() > 1) {
      throw new ProblemException(
          new Problem.SeveralProviders(left.stream().map(Installed::words).toList()));
    }
    return left.getFirst();
  }

  private KnownMachine own(String id) {
    return new KnownMachine(
        id, ownMachines.resolve(id), Optional.empty(), Optional.empty(), Map.of());
  }

  private Stream<KnownMachine> owns() {
    try (Stream<Path> all = Files.list(ownMachines)) {
      return all
          .filter(Files::isDirectory)
          .map(folder -> own(String.valueOf(folder.getFileName())))
          .sorted(Comparator.comparing(KnownMachine::id))
          .toList()
          .stream();
    } catch (IOException none) {
      return Stream.of();
    }
  }
}
