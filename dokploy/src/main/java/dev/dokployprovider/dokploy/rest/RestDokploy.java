package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.DeploymentApi;
import dev.dokployprovider.dokploy.DockerApi;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.ProjectApi;
import dev.dokployprovider.dokploy.ServerApi;
import dev.dokployprovider.dokploy.ServiceApi;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.http.UrlConnectionHttp;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Dokploy over its REST API. */
public final class RestDokploy implements Dokploy {
  private final Caller caller;
  private final ProjectCalls projects;
  private final ServiceCalls services;
  private final DeploymentCalls deployments;
  private final DockerCalls docker;
  private final ServerCalls servers;
  private final Consumer<Version> notice;
  private Optional<Version> version;

  RestDokploy(
      Caller caller, LogSocket logSocket, Optional<Version> version, Consumer<Version> notice) {
    this.caller = caller;
    this.version = version;
    this.notice = notice;
    var requests = new Requests(this::version);
    this.projects = new ProjectCalls(caller, requests);
    this.services = new ServiceCalls(caller, requests);
    this.deployments = new DeploymentCalls(caller, requests, logSocket);
    this.docker = new DockerCalls(caller, requests, logSocket);
    this.servers = new ServerCalls(caller, requests);
  }

  /**
   * A Dokploy that is not asked anything yet.
   *
   * @param known the server's release, where the caller remembers it from {@link #version}; empty
   *     to ask once, when a call first depends on it. After an update of the server it is a little
   *     too old, which works as long as Dokploy keeps its older calls
   * @param notice gets the release, once, if it is newer than the newest that this client knows; it
   *     is treated like that one
   * @param late is run once, as soon as the answer to a read has been waited for over 5 s
   */
  public static Dokploy connect(
      Connection connection, Optional<Version> known, Consumer<Version> notice, Runnable late) {
    var caller = new Caller(new UrlConnectionHttp(connection, late), Backoff.system(), connection);
    return new RestDokploy(caller, LogSocket.over(connection), known, notice);
  }

  @Override
  public synchronized Version version() {
    if (version.isEmpty()) {
      version = Optional.of(caller.call(Requests.version(), Answers::version));
      version.filter(asked -> asked.compareTo(Version.NEWEST) > 0).ifPresent(notice);
    }
    return version.get();
  }

  @Override
  public <T> Supplier<T> soon(Function<Dokploy, T> ask) {
    return PendingCall.begin(() -> ask.apply(this));
  }

  @Override
  public Permissions permissions() {
    return servers.permissions();
  }

  @Override
  public ProjectApi projects() {
    return projects;
  }

  @Override
  public ServiceApi services() {
    return services;
  }

  @Override
  public DeploymentApi deployments() {
    return deployments;
  }

  @Override
  public DockerApi docker() {
    return docker;
  }

  @Override
  public ServerApi servers() {
    return servers;
  }
}
