package dev.dokployprovider.provider.machine.prune;

import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.deployment.Image;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.LeftImages.LeftImage;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import java.nio.file.Path;
import java.util.Optional;

/** Something of this owner's that no machine needs, as far as this computer knows. */
public sealed interface Leftover {
  /** What a person calls it by. */
  String name();

  /** What it is and why it is left over, in one line. */
  String why();

  /** Whether it may be in use where this computer can't see it, and is only removed by its name. */
  default boolean onlyByName() {
    return false;
  }

  /** Something that another run of this user's works on: it only looks left over. */
  record InUse(String name) implements Leftover {
    @Override
    public String why() {
      return OtherRuns.AT_WORK + "; it is left alone";
    }
  }

  /**
   * A machine's service.
   *
   * @param folder where its record was on this computer; empty where it never was
   */
  record MachineService(Service service, Optional<Path> folder) implements Leftover {
    @Override
    public String name() {
      return service.name();
    }

    @Override
    public String why() {
      return "a machine with its volumes%s: %s"
          .formatted(
              on(service.server()),
              folder
                  .map(path -> "its folder " + path + " is gone")
                  .orElse("no folder on this computer knows it; another computer's may"));
    }

    @Override
    public boolean onlyByName() {
      return folder.isEmpty();
    }
  }

  /** What a create has begun and no process will end. */
  record InterruptedCreate(Unfinished begun, Optional<Service> service) implements Leftover {
    @Override
    public String name() {
      return begun.machine();
    }

    @Override
    public String why() {
      return "a create that was interrupted at "
          + begun.begun()
          + service.map(made -> ", with what it made" + on(made.server())).orElse("; nothing of it")
          + service.map(made -> "").orElse(" is on the server");
    }
  }

  /** The volumes that the owner's machines shared. */
  record Caches(Service service) implements Leftover {
    @Override
    public String name() {
      return service.name();
    }

    @Override
    public String why() {
      return "the volumes that your machines%s shared: no machine of yours uses them"
          .formatted(on(service.server()));
    }
  }

  /** A service that an interrupted prune made for itself. */
  record Helper(Service service) implements Leftover {
    @Override
    public String name() {
      return service.name();
    }

    @Override
    public String why() {
      return "a service of a prune that was interrupted" + on(service.server());
    }
  }

  /** Containers of a machine that was deleted, with its volumes. */
  record Containers(LeftImage image, int count) implements Leftover {
    @Override
    public String name() {
      return image.appName();
    }

    @Override
    public String why() {
      return count + " of a deleted machine's containers" + onServer(image);
    }

    MachineRecord record() {
      return recordOf(image);
    }
  }

  /** The image of a machine that was deleted. */
  record MachineImage(LeftImage image) implements Leftover {
    @Override
    public String name() {
      return Image.name(image);
    }

    @Override
    public String why() {
      return "a deleted machine's image" + onServer(image);
    }
  }

  /** A project without any service. */
  record EmptyProject(Project project, boolean made) implements Leftover {
    @Override
    public String name() {
      return project.name();
    }

    @Override
    public String why() {
      return "a project without services ("
          + project.id()
          + ")"
          + (made ? ", made by a create of yours" : "; who made it is not known");
    }

    @Override
    public boolean onlyByName() {
      return !made;
    }
  }

  /** A file of a live connection that has ended. */
  record EndedConnection(Path path) implements Leftover {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public String why() {
      return "left by a live connection that has ended";
    }
  }

  private static String on(Optional<Server> server) {
    return server.map(one -> " on the server " + one.name()).orElse("");
  }

  private static String onServer(LeftImage image) {
    return image.serverId().map(id -> " on the server " + id).orElse("");
  }

  /** Docker is asked by these two; the rest is not known any more. */
  private static MachineRecord recordOf(LeftImage image) {
    return new MachineRecord(
        "gone",
        image.appName(),
        image.serverId().map(id -> new Server(id, id, "unknown")),
        MachineRecord.NO_RECIPE,
        new DeployedRoute.Port());
  }
}
