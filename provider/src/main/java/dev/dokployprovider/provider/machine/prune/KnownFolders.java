package dev.dokployprovider.provider.machine.prune;

import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which services the machines' folders on this computer know: those that were noted, and those of
 * the clients' homes (docs/reference/devpod.md §4), where older versions noted nothing.
 */
public final class KnownFolders {
  private final MachineFolders noted;
  private final Set<String> found = new HashSet<>();

  /**
   * Looks through the homes.
   *
   * @param homes of DevPod and its forks, such as ~/.devpod; those that are missing do not count
   */
  public KnownFolders(Path dataFolder, List<Path> homes) {
    this.noted = new MachineFolders(dataFolder);
    homes.forEach(home ->
        list(home.resolve("contexts"))
            .flatMap(context -> list(context.resolve("machines")))
            .flatMap(folder -> recordIn(folder).stream())
            .map(MachineRecord::composeId)
            .forEach(found::add));
  }

  /** Whether a folder of this computer has the service's record. */
  boolean knows(String composeId) {
    return found.contains(composeId)
        || noted
            .of(composeId)
            .filter(folder -> !isOfATrial(folder))
            .flatMap(KnownFolders::recordIn)
            .filter(record -> record.composeId().equals(composeId))
            .isPresent();
  }

  private static boolean isOfATrial(Path folder) {
    return Optional.ofNullable(folder.getParent())
        .map(Path::getFileName)
        .filter(name -> name.toString().startsWith(MachineFolders.TRIAL))
        .isPresent();
  }

  /** In which folder of this computer its record was. */
  Optional<Path> noted(String composeId) {
    return noted.of(composeId);
  }

  private static Optional<MachineRecord> recordIn(Path folder) {
    try {
      return new MachineFolder(folder).record();
    } catch (ProblemException damaged) {
      return Optional.empty();
    }
  }

  private static Stream<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (var files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
