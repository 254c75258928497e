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
 */
public record MachineContext(
    MachineId id,
    MachineFolder folder,
    ProviderOptions options,
    Dokploy dokploy,
    MachineSsh ssh,
    Path dataFolder,
    Progress progress,
    Time time) {

  public OwnerId owner() {
    return OwnerId.of(dataFolder);
  }
}
