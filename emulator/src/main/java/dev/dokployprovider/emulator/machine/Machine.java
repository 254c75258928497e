package dev.dokployprovider.emulator.machine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;

/**
 * A machine without Docker: an SSH server on loopback that accepts the given public keys and runs
 * commands as processes in a folder of its own. No password, no forwarding, no terminal.
 *
 * <p>Apache MINA SSHD 2.20 with Bouncy Castle rather than 3.0.0-M5: ed25519 works in both, and a
 * milestone may change under us.
 */
public final class Machine implements AutoCloseable {
  private final SshServer server;
  private final MachineFolder folder;

  private Machine(SshServer server, MachineFolder folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Starts a machine.
   *
   * @param root the folder that the machine keeps between its starts
   * @param hostKey an OpenSSH private key
   * @param authorizedKeys the text of an authorized_keys file
   * @throws IOException when the port is taken, or a key cannot be read
   */
  public static Machine start(Path root, int port, String hostKey, String authorizedKeys)
      throws IOException {
    KeyPair pair = hostKey(hostKey);
    List<PublicKey> keys = authorizedKeys(authorizedKeys);
    MachineFolder folder = MachineFolder.prepare(root);
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(pair));
    server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    server.setPublickeyAuthenticator(
        (user, key, session) -> keys.stream().anyMatch(known -> KeyUtils.compareKeys(known, key)));
    server.setCommandFactory((channel, text) -> new MachineCommand(folder, List.of("-c", text)));
    server.setShellFactory(channel -> new MachineCommand(folder, List.of()));
    server.setForwardingFilter(null);
    server.setChannelFactories(List.of(MachineChannel.FACTORY));
    server.start();
    return new Machine(server, folder);
  }

  private static KeyPair hostKey(String text) throws IOException {
    try (var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
      var pairs = SecurityUtils.loadKeyPairIdentities(null, null, in, null);
      if (pairs != null) {
        for (KeyPair pair : pairs) {
          return pair;
        }
      }
      throw new IOException("the host key is no OpenSSH private key");
    } catch (GeneralSecurityException e) {
      throw new IOException("the host key cannot be read", e);
    }
  }

  private static List<PublicKey> authorizedKeys(String text) throws IOException {
    List<PublicKey> keys = new ArrayList<>();
    try {
      for (String line : text.lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
          keys.add(entry.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING));
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("authorized_keys cannot be read", e);
    }
    return keys;
  }

  public int port() {
    return server.getPort();
  }

  /** Ends the server and every process of the machine. */
  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      folder.endProcesses();
    }
  }
}
