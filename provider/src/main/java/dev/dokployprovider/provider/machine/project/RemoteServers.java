package dev.dokployprovider.provider.machine.project;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which remote server a new machine goes to, as DOKPLOY_SERVER says. A machine stays where it was
 * made: Dokploy can't move a service (docs/reference/dokploy.md §2.3).
 */
public final class RemoteServers {
  private static final String NAME_ONE =
      "Name one of them, by name or id, or set auto; leave it empty for Dokploy's own.";

  /** Dokploy's ids are of these characters and 21 of them; a name can look the same. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{15,40}");

  private final Dokploy dokploy;
  private final Optional<String> asked;
  private final RandomGenerator random;

  public RemoteServers(Dokploy dokploy, ProviderOptions options) {
    this(dokploy, options.remoteServer(), RandomGenerator.getDefault());
  }

  RemoteServers(Dokploy dokploy, Optional<String> asked, RandomGenerator random) {
    this.dokploy = dokploy;
    this.asked = asked;
    this.random = random;
  }

  /** What DOKPLOY_SERVER may be for each of these: its name, or its id where two have one name. */
  public static List<String> names(List<Server> servers) {
    return servers.stream()
        .map(server ->
            servers.stream().filter(other -> other.name().equals(server.name())).count() == 1
                ? server.name()
                : server.id())
        .toList();
  }

  /**
   * The server that the option names; empty for Dokploy's own, and where it may be any.
   *
   * @throws ProblemException when it is not there
   */
  public Optional<Server> check() {
    return asked.filter(_ -> !isAny()).map(this::named);
  }

  /**
   * The server for a new machine; empty for Dokploy's own.
   *
   * @param projects the ids of those that hold the machines
   * @throws ProblemException when the server is not there, or does not answer Dokploy
   */
  Optional<Server> choose(List<String> projects) {
    return asked.flatMap(name -> isAny() ? fewestMachines(projects) : answering(named(name)));
  }

  private boolean isAny() {
    return asked.filter(ProviderOptions.ANY_SERVER::equals).isPresent();
  }

  private Server named(String name) {
    var servers = serversFor(name);
    var byId = servers.stream().filter(server -> server.id().equals(name)).findFirst();
    if (byId.isPresent()) {
      return byId.get();
    }
    var byName = servers.stream().filter(server -> server.name().equals(name)).toList();
    if (byName.size() != 1) {
      throw byName.isEmpty()
          ? notAmong(name, servers)
          : unfit(name, "More than one has that name.", NAME_ONE);
    }
    return byName.getFirst();
  }

  /**
   * A member may not list the servers from 0.29.7 on, but may use one whose id it knows; that
   * stands for all else then.
   */
  private List<Server> serversFor(String name) {
    try {
      return dokploy.servers().all();
    } catch (DokployException e) {
      if (e.failure() instanceof Failure.NotAllowed && ID.matcher(name).matches()) {
        return List.of(new Server(name, name, name));
      }
      throw e;
    }
  }

  private static ProblemException notAmong(String name, List<Server> servers) {
    if (servers.isEmpty()) {
      return unfit(
          name,
          "This Dokploy has no remote servers.",
          "Leave it empty for Dokploy's own, or add the server on Dokploy's page: Settings > Remote"
              + " Servers.");
    }
    String names = servers.stream().map(Server::name).sorted().collect(Collectors.joining(", "));
    return unfit(name, "This Dokploy has the remote servers: " + names + ".", NAME_ONE);
  }

  private static ProblemException unfit(String name, String why, String fix) {
    return new ProblemException(
        new Problem.BadOption(Option.DOKPLOY_SERVER.name(), Optional.of(name), why, fix));
  }

  private Optional<Server> answering(Server server) {
    trouble(server.id())
        .ifPresent(why -> {
          throw lost(server, why);
        });
    return Optional.of(server);
  }

  /** Of several with as few, any: creates that run at once shall not all choose the same. */
  private Optional<Server> fewestMachines(List<String> projects) {
    var servers = new ArrayList<>(dokploy.servers().all());
    if (servers.isEmpty()) {
      return Optional.empty();
    }
    var taken = projects.stream().flatMap(id -> dokploy.servers().ofServices(id).stream()).toList();
    Collections.shuffle(servers, java.util.Random.from(random));
    servers.sort(
        Comparator.comparingInt(server -> Collections.frequency(taken, Optional.of(server.id()))));
    ProblemException firstLost = null;
    for (var server : servers) {
      var trouble = trouble(server.id());
      if (trouble.isEmpty()) {
        return Optional.of(server);
      }
      firstLost = firstLost == null ? lost(server, trouble.get()) : firstLost;
    }
    throw firstLost == null ? new IllegalStateException("no server was tried") : firstLost;
  }

  /** Who may not look finds out when the machine is deployed. */
  private Optional<String> trouble(String serverId) {
    try {
      return dokploy.servers().troubleOf(serverId);
    } catch (DokployException e) {
      if (e.failure() instanceof Failure.NotAllowed || e.failure() instanceof Failure.Unsupported) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static ProblemException lost(Server server, String why) {
    return new ProblemException(new Problem.RemoteServerLost(server.name(), why));
  }
}
