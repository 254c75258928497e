package dev.dokployprovider.provider.ssh;

import java.nio.file.Path;

/**
 * A machine's files for ssh, all in its own folder (DevPod's MACHINE_FOLDER). The control socket is
 * not among them: see {@link ControlSocket}.
 *
 * @param folder absolute
 */
public record SshFiles(Path folder) {
  public SshFiles {
    if (!folder.isAbsolute()) {
      throw new IllegalArgumentException("'" + folder + "' is not an absolute path");
    }
  }

  /** What the launcher and a person give to {@code ssh -F}; the machine is Host {@code machine}. */
  public Path config() {
    return folder.resolve("ssh_config");
  }

  public Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  public Path privateKey() {
    return folder.resolve("id_ed25519");
  }

  public Path publicKey() {
    return folder.resolve("id_ed25519.pub");
  }
}
