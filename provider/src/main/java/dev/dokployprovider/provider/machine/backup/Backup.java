package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.provider.machine.Stop;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.PrivateFiles;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.problem.PastedWord;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Saves a machine's volumes in a file. All that runs on the machine stands still meanwhile, as on a
 * paused film, so that the file has one moment of it; then it goes on.
 */
public final class Backup {
  private final MachineContext context;
  private final Path target;
  private final boolean withDocker;

  /**
   * @param target the file, which is not there yet
   * @param withDocker whether also the images, containers and volumes of its Docker
   */
  public Backup(MachineContext context, Path target, boolean withDocker) {
    this.context = context;
    this.target = target.toAbsolutePath();
    this.withDocker = withDocker;
  }

  /** Does it; a machine that was stopped is stopped again. */
  public void run() {
    checkTarget();
    var record = record();
    StateBefore.of(context, record)
        .whileItRuns(
            "the backup",
            () -> {
              try (var _ = MachineLock.take(context)) {
                save(record, () -> {});
              }
            });
  }

  /** Saves a machine that runs, and stops it before anything on it has gone on. */
  void runAndStop() {
    checkTarget();
    save(record(), Stop.whilePaused(context)::run);
  }

  /**
   * What would be saved of a machine that runs, without the checksums; what can't be is refused.
   */
  Manifest outline() {
    var volumes = volumes();
    var probed = probe(volumes);
    return manifest(
        record(),
        probed,
        volumes,
        volumes.entrySet().stream()
            .map(volume ->
                SavedVolume.planned(
                    volume.getKey(), volume.getValue(), probed.used(volume.getValue())))
            .toList());
  }

  private MachineRecord record() {
    return new Services(context)
        .record()
        .orElseThrow(() -> new ProblemException(new Problem.MachineNotFound(context.id().value())));
  }

  private void checkTarget() {
    Path folder = Optional.ofNullable(target.getParent()).orElse(target);
    if (Files.isDirectory(target)) {
      throw invalid("It is a folder.", target.resolve(context.id() + ".backup"));
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw invalid("There is a file of that name, which stays as it is.", Path.of(target + ".2"));
    }
    if (!Files.isDirectory(folder)) {
      throw invalid("There is no folder " + folder + ".", Path.of(context.id() + ".backup"));
    }
  }

  private ProblemException invalid(String why, Path other) {
    return new ProblemException(
        new Problem.BadOption(
            "--to",
            Optional.of(target.toString()),
            why,
            "Give the name of a new file:\ndokploy-provider backup %s --to %s"
                .formatted(context.id(), PastedWord.of(other.toString()))));
  }

  private void save(MachineRecord record, Runnable paused) {
    var volumes = volumes();
    var probed = probe(volumes);
    var saved =
        context
            .progress()
            .step("save", "Saving the volumes", () -> saved(record, probed, volumes, paused));
    context
        .progress()
        .note(
            "Saved in %s, %s. It holds what the volumes hold, passwords and keys too."
                .formatted(target, Sizes.of(saved)));
  }

  private Map<String, String> volumes() {
    var volumes = new LinkedHashMap<>(MachineSpecs.of(context).volumes());
    if (!withDocker) {
      volumes.values().remove(Manifest.DOCKER_PLACE);
    }
    return volumes;
  }

  /** Asks the machine about the volumes, of which those that it does not have are taken out. */
  private Probed probe(Map<String, String> volumes) {
    var probed = new Machine(context).probe(volumes.values());
    volumes.values().retainAll(probed.places().keySet());
    check(probed, volumes);
    return probed;
  }

  private void check(Probed probed, Map<String, String> volumes) {
    if (probed.isBeingRestored()) {
      refuse(
          List.of(
              "A restore onto it that began at %s is not finished.".formatted(probed.restoring())),
          List.of("dokploy-provider restore " + context.id() + " --from FILE"));
    }
    var docker = withDocker ? BackupCompatibility.ofDocker(probed) : List.<String>of();
    if (!docker.isEmpty()) {
      refuse(
          docker,
          List.of(
              "Leave Docker's images and containers out:",
              "dokploy-provider backup " + context.id() + " --without-docker"));
    }
    long bytes = volumes.values().stream().mapToLong(probed::used).sum() * 1024;
    long free = free();
    if (free < bytes / 10) {
      throw new ProblemException(
          new Problem.Unwritable(
              target,
              "The volumes have %s, and on this disk %s are free."
                  .formatted(Sizes.of(bytes), Sizes.of(free))));
    }
    if (free < bytes) {
      context
          .progress()
          .note(
              "The volumes have %s, and on this disk %s are free: they may fit once they are"
                      .formatted(Sizes.of(bytes), Sizes.of(free))
                  + " compressed.");
    }
  }

  private long free() {
    try {
      return Files.getFileStore(Optional.ofNullable(target.getParent()).orElse(target))
          .getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }

  private void refuse(List<String> why, List<String> fix) {
    throw new ProblemException(new Problem.BackupRefused(context.id().value(), why, fix));
  }

  /**
   * @param paused what is done before anything goes on
   * @return the size of the file
   */
  private long saved(
      MachineRecord record, Probed probed, Map<String, String> volumes, Runnable paused) {
    try (var writer = BackupWriter.begin(target);
        var hold = Session.begin(context, "hold", List.of())) {
      context.progress().working("save", "Pausing what runs on the machine");
      if (!hold.until("held")) {
        throw failed(hold.why());
      }
      var saved = new ArrayList<SavedVolume>();
      for (var volume : volumes.entrySet()) {
        saved.add(new Saving(context, writer).save(volume.getKey(), volume.getValue(), probed));
        if (!hold.isAlive()) {
          throw failed(List.of("What runs on the machine did not stay paused."));
        }
      }
      paused.run();
      hold.release();
      hold.end();
      writer.finish(manifest(record, probed, volumes, saved));
      return Files.size(target);
    } catch (Session.Broken e) {
      throw failed(List.of(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw PrivateFiles.unwritable(target, e);
    }
  }

  private Manifest manifest(
      MachineRecord record, Probed probed, Map<String, String> volumes, List<SavedVolume> saved) {
    return new Manifest(
        context.id().value(),
        context.time().now().toString(),
        record.recipe(),
        context.options().machine().image(),
        probed.docker(),
        withDocker ? probed.drivers() : List.of(),
        probed.arch(),
        probed.mounts().stream()
            .filter(mount -> !mount.startsWith(Manifest.DOCKER_PLACE + "/"))
            .filter(mount -> !volumes.containsValue(mount))
            .collect(Collectors.toList()),
        saved);
  }

  private ProblemException failed(List<String> why) {
    return new ProblemException(new Problem.BackupFailed(context.id().value(), why));
  }
}
