package dev.dokployprovider.provider.machine.context;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.OwnerId;
import dev.dokployprovider.provider.machine.progress.Progress;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.options.ProviderOptions;
import java.nio.file.Path;

/**
 * What every use case works with.
 *
 * @param dataFolder the user's own, for what belongs to no machine
 * @param alone whether the machine's lock is held already, for a use case that consists of others
 */
public record MachineContext(
    MachineId id,
    MachineFolder folder,
    ProviderOptions options,
    Dokploy dokploy,
    MachineSsh ssh,
    Path dataFolder,
    Progress progress,
    Time time,
    boolean alone) {

  /** For who takes the machine's lock itself. */
  public MachineContext(
      MachineId id,
      MachineFolder folder,
      ProviderOptions options,
      Dokploy dokploy,
      MachineSsh ssh,
      Path dataFolder,
      Progress progress,
      Time time) {
    this(id, folder, options, dokploy, ssh, dataFolder, progress, time, false);
  }

  /** The same for who has the machine's lock. */
  public MachineContext locked() {
    return in(folder);
  }

  /** The same for the machine of another folder; also for who has the lock. */
  public MachineContext in(MachineFolder other) {
    return new MachineContext(
        id, other, options, dokploy, ssh.in(other), dataFolder, progress, time, true);
  }

  /**
   * Whose the machine is. A folder that came from another computer says it itself: the service, its
   * volumes and the names in its recipe carry that owner's id.
   */
  public OwnerId owner() {
    return folder.owner().orElseGet(() -> OwnerId.of(dataFolder));
  }

  /** The folder's mark, for what says whose the machine is; the folder then says it too. */
  public String mark() {
    folder.keepOwner(owner());
    return folder.mark();
  }
}
