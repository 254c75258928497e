package dev.dokployprovider.e2e.support;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A machine in a real container, with its Dokploy, for the tests of one class. */
public final class RealMachine implements AutoCloseable {
  private @Nullable Emulator dokploy;
  private @Nullable Machine machine;

  /**
   * Makes it; skips where there is no Docker.
   *
   * @param options names and values in turn
   */
  public void create(Path folder, String id, String... options) {
    Engine.DOCKER.required();
    dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"));
    var made = Machine.of(dokploy, id, folder);
    for (int i = 0; i < options.length; i += 2) {
      made = made.with(options[i], options[i + 1]);
    }
    made.must("create");
    machine = made;
  }

  public Machine machine() {
    return Objects.requireNonNull(machine);
  }

  Emulator dokploy() {
    return Objects.requireNonNull(dokploy);
  }

  /** Its container's id. */
  public String container() {
    return Engine.docker(
            "ps", "-q", "--filter", "label=dev.dokployprovider.machine=" + machine().id())
        .out()
        .strip();
  }

  @Override
  public void close() {
    if (machine != null) {
      machine.must("delete");
    }
    if (dokploy != null) {
      dokploy.close();
    }
  }
}
