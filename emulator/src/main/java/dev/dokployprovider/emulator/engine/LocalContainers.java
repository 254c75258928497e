package dev.dokployprovider.emulator.engine;

import dev.dokployprovider.emulator.store.Folders;
import dev.dokployprovider.emulator.store.Table;
import java.util.List;
import java.util.Optional;

/** The containers of an engine without Docker, kept on disk. */
final class LocalContainers {
  /** The shortest beginning of an id that names a container. */
  private static final int SHORTEST = 4;

  private final Table table;

  LocalContainers(Folders folders) {
    this.table = new Table(folders.tables().resolve("containers"), "id");
  }

  /** All, newest first. */
  List<LocalContainer> all() {
    return table.all().stream().map(LocalContainer::new).toList().reversed();
  }

  List<LocalContainer> of(String project) {
    return all().stream().filter(container -> container.project().equals(project)).toList();
  }

  Optional<LocalContainer> of(String project, String service) {
    return of(project).stream()
        .filter(container -> container.service().equals(service))
        .findFirst();
  }

  /** By name, id, or the beginning of the id. */
  Optional<LocalContainer> find(String container) {
    return all().stream()
        .filter(one ->
            one.row().text("name").equals(container)
                || (container.length() >= SHORTEST && one.id().startsWith(container)))
        .findFirst();
  }

  void insert(LocalContainer container) {
    table.insert(container.row());
  }

  /** Writes a container that is there; one that is not stays so. */
  void save(LocalContainer container) {
    table.update(container.id(), row -> container.row());
  }

  void remove(LocalContainer container) {
    table.remove(container.id());
  }
}
