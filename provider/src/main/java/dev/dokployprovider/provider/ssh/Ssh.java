package dev.dokployprovider.provider.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a machine needs of a computer's SSH client. Every call but the attached ones has an end. */
public interface Ssh {

  /**
   * Makes an ed25519 key pair without a passphrase: {@code file} (0600) and {@code file.pub}. Keys
   * that are there are replaced; the private key appears last, so where it is, both are.
   *
   * @param comment what stands behind the public key
   * @throws IOException when the folder cannot be written or the key cannot be made
   */
  PublicKey newKeyPair(Path file, String comment) throws IOException;

  /**
   * Opens the live connection, or finds it open. Where ssh_config names no control socket, it only
   * tries whether a connection can be made.
   *
   * @param timeout whole seconds, one at least
   */
  OpenResult open(SshFiles files, Duration timeout) throws IOException;

  /** Tries once more, over a connection that is not kept, to learn what keeps ssh from there. */
  OpenResult probe(SshFiles files, Duration timeout) throws IOException;

  /** Whether the live connection is there and answers. */
  boolean isOpen(SshFiles files) throws IOException;

  /** Ends the live connection, with what runs through it. */
  void close(SshFiles files) throws IOException;

  /**
   * Runs a command on the machine, through the live connection where there is one.
   *
   * @param remoteCommand text for a POSIX shell
   * @param input what it reads; also what must stand in no argv and no environment
   */
  RunResult run(SshFiles files, String remoteCommand, String input, Duration timeout)
      throws IOException;

  /** The same without leaving a live connection where there was none. */
  RunResult runOnce(SshFiles files, String remoteCommand, Duration timeout) throws IOException;

  /** Runs a command with this process's own standard streams; its exit code, 255 if ssh failed. */
  int attach(SshFiles files, String remoteCommand) throws IOException;

  /** The same over a connection of its own. */
  DirectSsh.Result attachDirectly(SshFiles files, String remoteCommand) throws IOException;

  /**
   * Logs in with this process's own standard streams, or runs a command there.
   *
   * @param words of the command, joined as ssh does it; none for a shell
   * @param terminal whether the other side gets a terminal
   * @return the exit code; 255 when ssh failed
   */
  int login(SshFiles files, List<String> words, boolean terminal) throws IOException;

  /**
   * Begins a command on the machine, through the live connection where there is one.
   *
   * @param remoteCommand text for a POSIX shell
   */
  Channel begin(SshFiles files, String remoteCommand) throws IOException;

  /** Whether ssh_config names a control socket, so that a connection can be kept open. */
  boolean keepsConnection(SshFiles files) throws IOException;
}
