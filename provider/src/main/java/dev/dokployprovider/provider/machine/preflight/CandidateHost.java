package dev.dokployprovider.provider.machine.preflight;

import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.ServerUrl;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import dev.dokployprovider.provider.ssh.Address;
import java.util.Optional;

/**
 * A host where a new machine will be looked for, before there is one ({@code reach.Addresses} is
 * the same for a machine that is there).
 *
 * @param from where the provider has it from
 */
record CandidateHost(String host, From from) {

  /** Where a host is from. */
  sealed interface From {
    /** The option DOKPLOY_SSH_HOST. */
    record SshHost() implements From {}

    /** The address of a remote server in Dokploy. */
    record RemoteServer(String name) implements From {}

    /** The option DOKPLOY_SERVER_URL. */
    record ServerUrl() implements From {}

    /** What the instance knows of itself; tried where Dokploy's own address does not do. */
    record Instance() implements From {}
  }

  /** What can be told before Dokploy was asked; empty where a remote server decides. */
  static Optional<CandidateHost> known(ProviderOptions options) {
    return options
        .sshHost()
        .map(host -> new CandidateHost(host, new From.SshHost()))
        .or(() ->
            options.remoteServer().isPresent() ? Optional.empty() : Optional.of(url(options)));
  }

  /**
   * The same once it is known where the machine goes.
   *
   * @param server empty for Dokploy's own
   * @return empty where its address is not to be known
   */
  static Optional<CandidateHost> of(ProviderOptions options, Optional<Server> server) {
    if (options.sshHost().isEmpty() && server.isPresent()) {
      // A member may know no more of a server than its id.
      return server
          .filter(remote -> !remote.address().equals(remote.id()))
          .map(remote ->
              new CandidateHost(remote.address().strip(), new From.RemoteServer(remote.name())));
    }
    return Optional.of(
        options
            .sshHost()
            .map(host -> new CandidateHost(host, new From.SshHost()))
            .orElseGet(() -> url(options)));
  }

  private static CandidateHost url(ProviderOptions options) {
    return new CandidateHost(ServerUrl.host(options.server()), new From.ServerUrl());
  }

  static CandidateHost instance(String address) {
    return new CandidateHost(address.strip(), new From.Instance());
  }

  /** Whether ports are published at one address of the server, which is where machines are then. */
  static boolean isFixed(Optional<String> publishedAt) {
    return publishedAt.filter(address -> !PublishedPorts.isEverywhere(address)).isPresent();
  }

  /** Whether ssh could take it for a host at all. */
  boolean isAddress() {
    return Address.of(host, 1).isPresent();
  }

  /** For people. */
  String words() {
    return switch (from) {
      case From.SshHost() -> host + " (DOKPLOY_SSH_HOST)";
      case From.RemoteServer(var name) ->
          "\"" + host.replaceAll("\\p{Cntrl}", "?") + "\" (the server " + name + " in Dokploy)";
      case From.ServerUrl() -> host + " (DOKPLOY_SERVER_URL)";
      case From.Instance() ->
          "\"" + host.replaceAll("\\p{Cntrl}", "?") + "\" (Dokploy's Server IP)";
    };
  }
}
