package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.provider.machine.Create;
import dev.dokployprovider.provider.machine.Delete;
import dev.dokployprovider.provider.machine.Start;
import dev.dokployprovider.provider.machine.Stop;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Brings a backup onto a machine, which is created where there is none. The file is read and
 * checked whole before anything is changed. From then on until all volumes are compared the machine
 * has a mark, and stops when this program ends: it is not taken for whole.
 */
public final class Restore {
  private static final String AGAIN = "Run it again when the machine has less to do.";

  private final MachineContext context;
  private final Create create;
  private final Path from;
  private final boolean replace;

  /**
   * @param create makes the machine, or brings it up
   * @param replace whether the volumes of a machine that is there may be replaced
   */
  public Restore(MachineContext context, Create create, Path from, boolean replace) {
    this.context = context;
    this.create = create;
    this.from = from.toAbsolutePath();
    this.replace = replace;
  }

  public void run() {
    try (var backup = BackupFile.open(from)) {
      refuseIf(backup.manifest(), ofOptions(backup.manifest()));
      var record = new Services(context).record();
      var before =
          record.map(one -> StateBefore.of(context, one)).orElse(StateBefore.none(context));
      if (!replace && before.exists() && context.folder().record().isPresent()) {
        // The machine is asked first: to check a large backup takes long.
        before.whileItRuns("a look at it", () -> mayReplace(new Machine(context).probe(List.of())));
      }
      context
          .progress()
          .step(
              "check",
              "Checking the backup",
              () -> backup.check(volume -> context.progress().working("check", volume)));
      boolean isNew = create.run();
      try (var _ = MachineLock.take(context)) {
        fill(backup, isNew);
      } catch (ProblemException e) {
        if (e.problem() instanceof Problem.BackupRefused) {
          leaveAsItWas(isNew, before);
        }
        throw e;
      }
      // With the machine's own start all that it restored is taken up as after any stop.
      new Stop(context).run();
      new Start(context).run();
    }
  }

  private void leaveAsItWas(boolean isNew, StateBefore before) {
    if (isNew) {
      context.progress().note("The machine that was created for it is removed again.");
      new Delete(context).run();
    } else {
      before.bringBack();
    }
  }

  /** Refuses to replace what a machine has, if it is no half of a restore. */
  private void mayReplace(Probed probed) {
    if (!replace && !probed.isBeingRestored()) {
      throw new ProblemException(
          new Problem.BackupRefused(
              context.id().value(),
              List.of("The machine is there, and all on its volumes would be replaced."),
              List.of(
                  "If that is what you want:",
                  "dokploy-provider restore %s --replace --from %s"
                      .formatted(context.id(), from))));
    }
  }

  /** Refuses what could not be restored onto the machine, which runs. */
  void mustFit(Manifest planned) {
    refuseIf(planned, ofOptions(planned));
    refuseIf(
        planned,
        BackupCompatibility.ofMachine(planned, new Machine(context).probe(places(planned))));
  }

  private List<String> ofOptions(Manifest manifest) {
    var spec = MachineSpecs.of(context);
    return BackupCompatibility.ofOptions(manifest, spec.volumes(), spec.docker().word());
  }

  private static List<String> places(Manifest manifest) {
    return manifest.volumes().stream().map(SavedVolume::path).toList();
  }

  private void refuseIf(Manifest backup, List<String> why) {
    if (!why.isEmpty()) {
      throw new ProblemException(
          new Problem.BackupRefused(
              context.id().value(),
              why,
              List.of(
                  "Give the machine the options that it had (DOKPLOY_MACHINE_DOCKER,"
                      + " DOKPLOY_MACHINE_VOLUMES, DOKPLOY_MACHINE_CACHES), or another server.",
                  "A backup without Docker's images and containers fits more machines:",
                  "dokploy-provider backup %s --without-docker".formatted(backup.machine()))));
    }
  }

  private void fill(BackupFile backup, boolean isNew) {
    var manifest = backup.manifest();
    var places = places(manifest);
    var probed = new Machine(context).probe(places);
    if (!isNew) {
      mayReplace(probed);
    }
    refuseIf(manifest, BackupCompatibility.ofMachine(manifest, probed));
    if (!manifest.arch().equals(probed.arch())) {
      context
          .progress()
          .note(
              "The backup is from a server with %s, and this one has %s: programs in it may not run."
                  .formatted(manifest.arch(), probed.arch()));
    }
    context.progress().step("restore", "Restoring the volumes", () -> fill(backup, places));
  }

  private void fill(BackupFile backup, List<String> places) {
    try (var clearing = Session.begin(context, "clear", places)) {
      context.progress().working("restore", "Emptying the volumes");
      if (!clearing.until("cleared")) {
        throw clearing.told("clearing").isPresent()
            ? failed(clearing.why())
            : new ProblemException(
                new Problem.BackupRefused(context.id().value(), clearing.why(), List.of(AGAIN)));
      }
      for (var volume : backup.manifest().volumes()) {
        fill(backup, volume);
        if (!clearing.isAlive()) {
          throw failed(List.of("The connection to the machine ended."));
        }
      }
      clearing.tell("done");
      if (!clearing.until("whole")) {
        throw failed(clearing.why());
      }
      clearing.release();
      clearing.end();
    } catch (Session.Broken e) {
      throw failed(List.of(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw failed(List.of("The backup can't be read: " + e.getMessage() + "."));
    } catch (ProblemException e) {
      // The volumes may be empty already: that is what matters.
      throw e.problem() instanceof Problem.Interrupted ? failed(List.of("It was interrupted.")) : e;
    }
  }

  private void fill(BackupFile backup, SavedVolume volume) throws Session.Broken, IOException {
    var rate = new Rate(context, "restore", volume.path());
    try (var session = Session.begin(context, "fill", List.of(volume.path()));
        var content = backup.volume(volume)) {
      session.copyFrom(content, rate::at);
      int exitCode = session.end();
      var digest = session.told("digest");
      if (exitCode != 0 || digest.isEmpty()) {
        throw failed(session.why(volume.path(), exitCode));
      }
      if (!digest.get().equals(volume.digest())) {
        throw failed(
            List.of("The volume %s is not the same on the machine.".formatted(volume.path())));
      }
    }
  }

  private ProblemException failed(List<String> why) {
    return new ProblemException(new Problem.RestoreFailed(context.id().value(), why, from));
  }
}
