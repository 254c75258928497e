package dev.dokployprovider.emulator.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs what compose files describe. */
public interface Engine {

  /**
   * {@code docker compose up -d}: what is missing is built and made, what differs is made anew.
   *
   * @param code the folder with docker-compose.yml and .env
   * @param log where the output is appended to
   * @return compose's exit code
   */
  int up(String appName, Path code, boolean build, Path log);

  /** {@code docker compose stop}. */
  int stop(String appName, Path folder, Path log);

  /** {@code docker compose down}, by the project's labels. */
  int down(String appName, boolean volumes);

  /** The containers of a compose project, as {@code docker ps -a} lists them. */
  List<Listed> containers(String appName);

  /** What {@code docker inspect} prints of one container: a JSON object. */
  Optional<String> inspect(String containerId);

  /** {@code docker rm -f} and the like for all that this engine made for a project. */
  void purge(String appName);

  /** A row of {@code docker ps}. */
  record Listed(String containerId, String name, String state, String status) {}
}
