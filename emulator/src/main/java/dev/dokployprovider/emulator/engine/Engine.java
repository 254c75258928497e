package dev.dokployprovider.emulator.engine;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where services run. All methods may be called from any thread. */
public interface Engine extends AutoCloseable {
  /** {@code docker} or {@code process}. */
  String name();

  /**
   * {@code docker ARGUMENTS} in the project's code folder, which is a {@code compose up --build}
   * unless the service's own command says otherwise; output goes to the end of the log.
   *
   * @return whether it worked
   */
  boolean deploy(ComposeProject project, List<String> arguments, Path log)
      throws InterruptedException;

  /** {@code docker compose up -d}: reads the file on disk again. */
  void start(ComposeProject project) throws EngineException, InterruptedException;

  /** {@code docker compose stop}. */
  void stop(ComposeProject project) throws EngineException, InterruptedException;

  /** {@code docker compose down}, by the project's name alone. */
  void down(ComposeProject project, boolean volumes) throws EngineException, InterruptedException;

  /** All containers of the engine, newest first; throws when the engine does not answer. */
  List<Container> containers() throws EngineException, InterruptedException;

  /** {@code docker inspect} of one container, by id, its beginning, or name. */
  Optional<Map<String, @Nullable Object>> inspect(String container) throws InterruptedException;

  /** Where a port of a container is reached from a network that it is in. */
  Optional<InetSocketAddress> inside(String container, String network, int port)
      throws InterruptedException;

  /** {@code docker container VERB ID}: restart, start, stop, kill or rm. */
  void container(String verb, String container) throws EngineException, InterruptedException;

  /** {@code docker rmi} or {@code docker volume rm}. */
  void remove(Thing thing, String name) throws EngineException, InterruptedException;

  /** The sizes of all volumes as `docker system df -v` writes them, by their names. */
  Map<String, String> volumeSizes() throws InterruptedException;

  /** What is removed by its name. */
  enum Thing {
    IMAGE,
    VOLUME
  }

  /** {@code docker container logs --timestamps}. */
  String logs(String container, int tail, String since)
      throws EngineException, InterruptedException;

  /**
   * What Dokploy's nightly cleanup takes of the given projects: stopped containers, unused images,
   * and volumes too when asked to. Never touches what is not theirs.
   */
  void cleanUp(List<String> appNames, boolean volumes) throws InterruptedException;

  /** Removes containers, volumes, networks and images of a project. */
  void erase(String appName) throws InterruptedException;

  /** Ends the commands that run now: deployments fail. */
  void abort();

  /** Lets go of the engine; what runs on a Docker engine runs on. */
  @Override
  void close();
}
