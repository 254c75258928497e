package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.ssh.PublicKey;
import dev.dokployprovider.provider.ssh.RunResult;
import java.util.Optional;

/**
 * Pins the host key that the machine has made for itself, on the first connection, which the
 * handed-in key has verified.
 */
final class OwnKey {
  private static final String QUESTION = "devpod-machine host-key";

  private final MachineContext context;
  private final MachineRecord record;
  private final boolean isFirst;

  OwnKey(MachineContext context, MachineRecord record) {
    this.context = context;
    this.record = record;
    this.isFirst = new Keys(context).firstIsPinned(record);
  }

  /** Empty where it is pinned already. */
  Optional<String> question() {
    return isFirst ? Optional.of(QUESTION) : Optional.empty();
  }

  void pin(RunResult answer) {
    if (answer.exitCode() == 0) {
      context.ssh().pin(record.appName(), PublicKey.parse(answer.stdout()));
    } else {
      context.progress().working("ssh", "The machine keeps the host key that it was handed");
    }
  }
}
