package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.provider.machine.doctor.ServerChecks.FirstCall;
import dev.dokployprovider.provider.machine.project.RemoteServers;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.RouteKind;
import dev.dokployprovider.provider.options.ServerUrl;
import dev.dokployprovider.provider.problem.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The checks of this computer, of Dokploy and of the way to machines. They only look: at files,
 * with calls that read, with connections that are closed again.
 */
public final class Doctor {
  private final CheckInputs around;
  private final Supplier<FirstCall> firstCall = Lazy.of(this::firstCall);
  private final Supplier<List<Project>> projects =
      Lazy.of(() -> dokploy().projects().named(options().project()));
  private final Supplier<List<Server>> servers = Lazy.of(() -> dokploy().servers().all());

  public Doctor(CheckInputs around) {
    this.around = around;
  }

  /** All of them, in order of dependence. */
  public List<Check> checks() {
    var checks = new ArrayList<Check>();
    checks.add(check("options", List.of(), () -> OptionChecks.options(around.environment())));
    checks.add(check("openssh", List.of(), around.computer()::openSsh));
    checks.add(check("connections", List.of("openssh"), around.computer()::connections));
    checks.add(check("client", List.of(), around.computer()::clients));
    checks.add(check("launcher", List.of(), around.computer()::launcher));
    checks.add(check("folders", List.of(), around.computer()::folders));
    checks.add(
        check("aot-cache", List.of(), () -> ComputerChecks.aotCache(around.computer().hasCache())));
    // Without an address and a key there is no server to ask.
    List<String> known = around.hasServer() ? List.of() : List.of("options");
    checks.add(check("address", known, this::address));
    checks.add(check("connection", List.of("address"), this::connection));
    checks.add(check("tls", List.of("connection"), this::tls));
    checks.add(
        check(
            "dokploy",
            List.of("connection", "tls"),
            () -> ServerChecks.dokploy(firstCall.get(), server())));
    checks.add(
        check(
            "token",
            List.of("dokploy"),
            () -> ServerChecks.token(firstCall.get(), server(), around.tokenReference())));
    checks.add(check("limit", List.of("token"), this::limit));
    var needed = List.of("options", "token");
    checks.add(check("permissions", needed, this::permissions));
    checks.add(
        check(
            "project",
            List.of("token"),
            () -> ServerChecks.project(options().project(), projects.get())));
    checks.add(check("server", List.of("token"), this::servers));
    checks.add(
        check(
            "queue", List.of("token"), () -> ServerChecks.queue(dokploy().deployments().queue())));
    checks.add(check("cleanup", List.of("token"), this::cleanup));
    checks.add(route(needed));
    return checks;
  }

  private static Check check(String name, List<String> after, Supplier<Finding> look) {
    return new Check(name, after, look);
  }

  private Check route(List<String> needed) {
    var route = new RouteProbe(around, this::chosen);
    return switch (around.route()) {
      case RouteKind.PORT -> check("ports", needed, route::ports);
      case RouteKind.TLS -> check("traefik", needed, route::traefik);
      case RouteKind.JUMP -> check("jump", List.of("options", "openssh"), route::jump);
    };
  }

  private Finding address() {
    return proxy()
        .map(name -> Finding.skipped("calls go through the proxy of " + name))
        .orElseGet(() ->
            ConnectionChecks.address(
                server(), around.network().addresses(ServerUrl.host(server()))));
  }

  private Finding connection() {
    return proxy().isPresent()
        ? Finding.skipped("calls go through a proxy")
        : ConnectionChecks.connection(
            server(),
            around.network().connect(ServerUrl.host(server()), ConnectionChecks.port(server())));
  }

  private Finding tls() {
    if (!ConnectionChecks.isTls(server())) {
      return ConnectionChecks.withoutTls(server());
    }
    return proxy().isPresent()
        ? Finding.skipped("calls go through a proxy")
        : ConnectionChecks.certificate(
            around.network().validUntil(server()), around.time().now(), options().caCertFile());
  }

  private Finding limit() {
    return TokenChecks.limit(dokploy().servers().key(), around.time().now());
  }

  private Finding permissions() {
    return ServerChecks.permissions(
        dokploy().permissions(),
        options().machine(),
        !projects.get().isEmpty(),
        dokploy().servers().role());
  }

  private Finding servers() {
    return ifListed(() -> {
      Map<String, Optional<String>> troubles = new LinkedHashMap<>();
      servers
          .get()
          .forEach(one -> troubles.put(one.name(), dokploy().servers().troubleOf(one.id())));
      new RemoteServers(dokploy(), options()).check();
      return ServerChecks.servers(chosen().map(Server::name), troubles);
    });
  }

  /** Where machines are made; of any server, Dokploy's own stands for all. */
  private Finding cleanup() {
    return ifListed(() ->
        ServerChecks.cleanup(
            dokploy().servers().cleansNightly(chosen().map(Server::id)), dokploy().version()));
  }

  /** Members may not list servers, nor ask whether one answers. */
  private static Finding ifListed(Supplier<Finding> look) {
    try {
      return look.get();
    } catch (DokployException e) {
      if (e.failure() instanceof Failure.NotAllowed) {
        return Finding.skipped("the key's owner may not list servers");
      }
      throw e;
    }
  }

  /** The server that the option names; empty for Dokploy's own, and where it is any. */
  private Optional<Server> chosen() {
    return options()
        .remoteServer()
        .filter(name -> !name.equals(ProviderOptions.ANY_SERVER))
        .flatMap(name -> servers.get().stream().filter(one -> one.isCalled(name)).findFirst());
  }

  private FirstCall firstCall() {
    try {
      return new FirstCall.Answered(dokploy().version());
    } catch (DokployException e) {
      return new FirstCall.Failed(e.failure());
    } catch (ProblemException e) {
      return new FirstCall.NotMade(e.problem());
    }
  }

  private Optional<String> proxy() {
    return ConnectionChecks.proxy(server(), around.environment());
  }

  private URI server() {
    return options().server();
  }

  private ProviderOptions options() {
    return around.options();
  }

  private Dokploy dokploy() {
    return around.dokploy().get();
  }
}
