package dev.dokployprovider.provider.machine.context;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.model.InvalidSpecException;
import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.ssh.PublicKey;
import java.util.ArrayList;

/**
 * A machine's keys: the one that this user logs in with, and the first host key, which is handed to
 * the machine so that the very first connection is already checked. On that connection the machine
 * tells the key that it made for itself, and only that one counts from then on: the first one can
 * be read by users who can read the service in Dokploy. The two are of different types, so that
 * sshd offers both at any time and the client asks for the one that it knows.
 */
public final class Keys {
  private final MachineContext context;

  public Keys(MachineContext context) {
    this.context = context;
  }

  /** Makes the keys that are missing; whether there was one. */
  public boolean ensure() {
    String comment = "devpod-" + context.id();
    boolean newUserKey =
        context
            .ssh()
            .ensureKeyPair(context.folder().ssh().privateKey().getFileName().toString(), comment);
    boolean newHostKey = context.ssh().ensureKeyPair(MachineFolder.HOST_KEY, comment);
    return newUserKey || newHostKey;
  }

  /** Whether none is missing. */
  public boolean areThere() {
    return context.ssh().hasKey() && context.folder().read(MachineFolder.HOST_KEY).isPresent();
  }

  /** What the recipe hands to the machine. */
  public MachineKeys handed() {
    var mayLogIn = new ArrayList<String>();
    mayLogIn.add(file(context.folder().ssh().publicKey().getFileName().toString()).strip());
    mayLogIn.addAll(context.options().machine().authorizedKeys());
    try {
      return new MachineKeys(new Secret(file(MachineFolder.HOST_KEY)), mayLogIn);
    } catch (InvalidSpecException e) {
      throw new ProblemException(MachineSpecs.problem(e), e);
    }
  }

  /** Pins the first host key, unless the machine's own is pinned already: that one stays. */
  public void pinFirst(MachineRecord record) {
    var first = firstHostKey();
    boolean ownIsPinned =
        context
            .ssh()
            .pinned(record.appName())
            .filter(key -> !key.type().equals(first.type()))
            .isPresent();
    if (!ownIsPinned) {
      context.ssh().pin(record.appName(), first);
    }
  }

  /**
   * Makes another first host key and pins it, where the machine may have lost its own. Only a
   * deployment that hands the new one to the machine makes it known to anybody.
   */
  public void renewFirst(MachineRecord record) {
    context.folder().remove(MachineFolder.HOST_KEY);
    context.folder().remove(MachineFolder.HOST_KEY + ".pub");
    ensure();
    context.ssh().pin(record.appName(), firstHostKey());
  }

  public boolean firstIsPinned(MachineRecord record) {
    return context.ssh().pinned(record.appName()).filter(firstHostKey()::equals).isPresent();
  }

  private PublicKey firstHostKey() {
    return PublicKey.parse(file(MachineFolder.HOST_KEY + ".pub"));
  }

  private String file(String name) {
    return context
        .folder()
        .read(name)
        .orElseThrow(() ->
            new ProblemException(
                new Problem.BrokenRecord(context.folder().path().resolve(name), "It is missing.")));
  }
}
