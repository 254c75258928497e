package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.SshFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The folder that DevPod keeps for a machine (MACHINE_FOLDER), as far as it is ours. What is in
 * {@code cache} can be made again; DevPod leaves it out of an export (docs/reference/devpod.md §4).
 */
public final class MachineFolder {
  /** The name of the first host key's file. */
  public static final String HOST_KEY = "host_ed25519";

  /** How long a machine that was seen stopped is taken for stopped. */
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  /** The volumes that the machine was seen with. */
  public static final String VOLUMES = "volumes";

  /** The places of those that were lost, as the last start found. */
  public static final String LOST_VOLUMES = "lost-volumes";

  /** What the last start said of the images that the machine shares with others. */
  public static final String SHARED_IMAGES = "shared-images";

  private static final String RECORD = "dokploy.json";
  private static final String MARK = "mark";
  private static final String OWNER = "owner";

  private final Path folder;

  public MachineFolder(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  public Path path() {
    return folder;
  }

  /** Where the record is, if there is one. */
  public Path recordFile() {
    return folder.resolve(RECORD);
  }

  public SshFiles ssh() {
    return new SshFiles(folder);
  }

  /** Where a move prepares the machine's successor on another server. */
  public MachineFolder successor() {
    return new MachineFolder(folder.resolve("successor"));
  }

  /** Where a move keeps the record of what the machine was before it, until that is removed. */
  public MachineFolder former() {
    return new MachineFolder(folder.resolve("former"));
  }

  /** Makes the folder and proves that it can be written, before anything is done elsewhere. */
  public void prepare() {
    try {
      PrivateFiles.createFolder(folder);
      PrivateFiles.createFolder(folder.resolve("cache"));
      var probe = folder.resolve("cache").resolve("writable");
      PrivateFiles.write(probe, "");
      // What is refused before anything is made leaves an empty folder.
      Files.delete(probe);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** What tells this folder from another one that is for the same machine; made the first time. */
  public String mark() {
    return knownMark()
        .orElseGet(() -> {
          write(MARK, UnfinishedCreates.newId() + "\n");
          return knownMark().orElseThrow();
        });
  }

  /** The same; empty where nothing was deployed from here with a mark. */
  public Optional<String> knownMark() {
    return read(MARK).map(String::strip).filter(mark -> mark.matches("[0-9a-f]{16}"));
  }

  /**
   * Whose the machine is, which stays so where the folder goes to another computer (`devpod export`
   * and `devpod import`); empty where nothing was deployed from here.
   */
  public Optional<OwnerId> owner() {
    return read(OWNER).map(String::strip).filter(OwnerId::isOne).map(OwnerId::new);
  }

  /** Remembers it, the first time. */
  public void keepOwner(OwnerId owner) {
    if (owner().isEmpty()) {
      write(OWNER, owner.value() + "\n");
    }
  }

  /** The file that is locked while a run changes the machine. */
  public Path lockFile() {
    return folder.resolve("cache").resolve("lock");
  }

  /** The turn to look for the machine, or empty while another run does. */
  public Optional<FolderLock> tryTurn() {
    return FolderLock.tryTake(folder.resolve("cache").resolve("connect"));
  }

  public Optional<MachineRecord> record() {
    Path file = recordFile();
    try {
      return Optional.of(MachineRecord.read(Files.readString(file)));
    } catch (NoSuchFileException notMade) {
      return Optional.empty();
    } catch (ClosedByInterruptException e) {
      throw new ProblemException(new Problem.Interrupted(), e);
    } catch (IOException e) {
      throw new ProblemException(new Problem.BrokenRecord(file, PrivateFiles.reason(e)), e);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(new Problem.BrokenRecord(file, String.valueOf(e.getMessage())), e);
    }
  }

  public void save(MachineRecord record) {
    write(RECORD, record.write());
  }

  /** The machine was seen stopped; the launcher believes it for ten seconds. */
  public void rememberStopped(Instant when) {
    write("cache/stopped", when.getEpochSecond() + "\n");
  }

  /** The launcher's rule, for where there is none: whether the machine was just seen stopped. */
  public boolean stoppedLately(Instant now) {
    var when = read("cache/stopped").map(String::strip).filter(text -> text.matches("\\d{1,11}"));
    return when.map(Long::parseLong)
        .map(seconds -> now.getEpochSecond() - seconds)
        .filter(age -> age >= 0 && age < BELIEVED.toSeconds())
        .isPresent();
  }

  /** Whatever was remembered of the machine's state does not hold any more. */
  public void forgetState() {
    try {
      Files.deleteIfExists(folder.resolve("cache").resolve("stopped"));
      Files.deleteIfExists(folder.resolve("cache").resolve("busy-since"));
    } catch (IOException e) {
      throw unwritable(folder.resolve("cache"), e);
    }
  }

  /** Since when the machine has been seen busy without a break; the first time it is now. */
  public Instant busySince(Instant now) {
    Path file = folder.resolve("cache").resolve("busy-since");
    try {
      return Instant.ofEpochSecond(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException notYet) {
      write("cache/busy-since", now.getEpochSecond() + "\n");
      return now;
    }
  }

  /** Takes away everything of ours; the folder itself is DevPod's. */
  public void clear() {
    FolderTree.remove(successor().path());
    FolderTree.remove(former().path());
    try {
      for (Path file : ownFiles()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Whether nothing of a machine is in it, and nothing that was being written. */
  public boolean isEmpty() {
    try {
      return !Files.exists(successor().path())
          && !Files.exists(former().path())
          && ownFiles().stream().noneMatch(Files::exists);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Takes the locked file away, for who has the lock and gives it back. */
  public void forgetLock() {
    try {
      Files.deleteIfExists(lockFile());
    } catch (IOException stays) {
      // An empty file, which the next machine of that folder uses.
    }
  }

  /** All but the locked file, which is there for as long as a run has the lock. */
  private List<Path> ownFiles() throws IOException {
    var files = new ArrayList<Path>();
    files.add(recordFile());
    files.add(folder.resolve(MARK));
    files.add(folder.resolve(OWNER));
    var ssh = ssh();
    files.addAll(List.of(ssh.config(), ssh.knownHosts(), ssh.privateKey(), ssh.publicKey()));
    files.add(folder.resolve(VOLUMES));
    files.add(folder.resolve(LOST_VOLUMES));
    files.add(folder.resolve(SHARED_IMAGES));
    files.add(folder.resolve(HOST_KEY));
    files.add(folder.resolve(HOST_KEY + ".pub"));
    // What was being written when a run was killed.
    if (Files.isDirectory(folder)) {
      try (var left = Files.walk(folder, 2)) {
        left.filter(file -> folder.relativize(file).toString().matches("\\.(new-key|part).*"))
            .sorted(Comparator.reverseOrder())
            .forEach(files::add);
      }
    }
    Path cache = folder.resolve("cache");
    if (Files.isDirectory(cache)) {
      try (var inCache = Files.list(cache)) {
        inCache.filter(file -> !file.equals(lockFile())).forEach(files::add);
      }
    }
    return files;
  }

  /** A file beside the record, replaced in one step. */
  public void write(String name, String text) {
    Path file = folder.resolve(name);
    try {
      PrivateFiles.createFolder(Optional.ofNullable(file.getParent()).orElse(folder));
      PrivateFiles.write(file, text);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** The machine of the record is gone. */
  public void forgetRecord() {
    remove(RECORD);
  }

  /** Takes the folder away with all that is in it. */
  public void removeAll() {
    // Surely: what the record says is done when it is gone.
    forgetRecord();
    FolderTree.remove(folder);
  }

  /** Takes a file beside the record away, if it is there. */
  public void remove(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw unwritable(folder.resolve(name), e);
    }
  }

  public Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(folder.resolve(name)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProblemException unwritable(Path path, IOException e) {
    return PrivateFiles.unwritable(path, e);
  }
}
