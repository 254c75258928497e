package dev.dokployprovider.provider.machine.testing;

import dev.dokployprovider.dokploy.ApiKey;
import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.LogTail;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.ServerContainers;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of the client's interface.
 *
 * @param <T> what it answers
 */
@SuppressWarnings("UnusedTypeParameter") // It ties a call to the type of its answer.
public record Call<T>(String name) {
  public static final Call<Version> VERSION = new Call<>("version");
  public static final Call<Permissions> PERMISSIONS = new Call<>("permissions");
  public static final Call<List<Project>> PROJECTS_NAMED = new Call<>("projects.named");
  public static final Call<Optional<Project>> FIND_PROJECT = new Call<>("projects.find");
  public static final Call<Void> REMOVE_PROJECT = new Call<>("projects.remove");
  public static final Call<Project> CREATE_PROJECT = new Call<>("projects.create");
  public static final Call<Service> CREATE_SERVICE = new Call<>("services.create");
  public static final Call<Void> UPDATE_SERVICE = new Call<>("services.update");
  public static final Call<Void> SET_COMMAND = new Call<>("services.setCommand");
  public static final Call<Optional<Service>> FIND_SERVICE = new Call<>("services.find");
  public static final Call<Void> START_SERVICE = new Call<>("services.start");
  public static final Call<Void> STOP_SERVICE = new Call<>("services.stop");
  public static final Call<Void> DELETE_SERVICE = new Call<>("services.delete");
  public static final Call<Boolean> HAS_FILES = new Call<>("services.hasFiles");
  public static final Call<Void> DEPLOY = new Call<>("deployments.deploy");
  public static final Call<Optional<List<QueuedJob>>> QUEUE = new Call<>("deployments.queue");
  public static final Call<List<String>> DEPLOYMENTS_RUNNING = new Call<>("deployments.running");
  public static final Call<String> DEPLOYMENT_LOG = new Call<>("deployments.log");
  public static final Call<LogTail> CONTAINER_LOG = new Call<>("docker.log");
  public static final Call<LogTail> STREAM_LOG = new Call<>("deployments.stream");
  public static final Call<LogTail> FOLLOW_LOG = new Call<>("deployments.follow");
  public static final Call<Void> CANCEL_WAITING = new Call<>("deployments.cancelWaiting");
  public static final Call<List<Container>> CONTAINERS = new Call<>("docker.containers");
  public static final Call<List<Container>> CONTAINERS_NAMED = new Call<>("docker.containersNamed");
  public static final Call<ServerContainers> ON_SERVER = new Call<>("docker.onServer");
  public static final Call<Optional<ContainerDetails>> CONTAINER = new Call<>("docker.container");
  public static final Call<Boolean> REMOVE_CONTAINER = new Call<>("docker.removeContainer");
  public static final Call<Boolean> REMOVE_VOLUME = new Call<>("docker.removeVolume");
  public static final Call<Boolean> REMOVE_IMAGE = new Call<>("docker.removeImage");
  public static final Call<Optional<String>> INSTANCE_ADDRESS =
      new Call<>("servers.instanceAddress");
  public static final Call<List<Server>> SERVERS = new Call<>("servers.all");
  public static final Call<List<Optional<String>>> SERVERS_OF_SERVICES =
      new Call<>("servers.ofServices");
  public static final Call<Optional<String>> TROUBLE_OF_SERVER = new Call<>("servers.troubleOf");

  public static final Call<Optional<ApiKey>> KEY = new Call<>("servers.key");
  public static final Call<Optional<Map<String, Long>>> VOLUME_SIZES =
      new Call<>("docker.volumeSizes");
  public static final Call<Optional<Boolean>> CLEANS_NIGHTLY = new Call<>("servers.cleansNightly");

  @Override
  public String toString() {
    return name;
  }
}
