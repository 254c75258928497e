package dev.dokployprovider.provider.machine.context;

import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.PrivateFiles;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.Address;
import dev.dokployprovider.provider.ssh.Channel;
import dev.dokployprovider.provider.ssh.ControlSocket;
import dev.dokployprovider.provider.ssh.DirectSsh;
import dev.dokployprovider.provider.ssh.OpenResult;
import dev.dokployprovider.provider.ssh.PublicKey;
import dev.dokployprovider.provider.ssh.RunResult;
import dev.dokployprovider.provider.ssh.Ssh;
import dev.dokployprovider.provider.ssh.SshConfig;
import dev.dokployprovider.provider.ssh.SshFiles;
import dev.dokployprovider.provider.ssh.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SSH as one machine uses it: its files, its pinned key, and its live connection. */
public final class MachineSsh {
  private final Ssh ssh;
  private final MachineFolder folder;
  private final Supplier<String> user;
  private final List<String> dialer;
  private final Duration kept;
  private final Map<String, String> environment;

  /**
   * Nothing is run or written yet.
   *
   * @param user who logs in, asked when a connection is to be made
   * @param dialer the program that carries bytes inside TLS, as a command line
   * @param kept how long an unused live connection stays
   * @param environment where the folder for the control socket is looked up
   */
  public MachineSsh(
      Ssh ssh,
      MachineFolder folder,
      Supplier<String> user,
      List<String> dialer,
      Duration kept,
      Map<String, String> environment) {
    this.ssh = ssh;
    this.folder = folder;
    this.user = user;
    this.dialer = List.copyOf(dialer);
    this.kept = kept;
    this.environment = Map.copyOf(environment);
  }

  /** The same for the machine of another folder. */
  MachineSsh in(MachineFolder other) {
    return new MachineSsh(
        ssh,
        other,
        () -> other.record().flatMap(MachineRecord::user).orElseGet(user),
        dialer,
        kept,
        environment);
  }

  /** Refuses a folder whose path ssh's configuration can't carry, before anything is made. */
  public void checkFolder() {
    try {
      var _ = config(new Address("localhost", 22), new Transport.Direct(), "machine");
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new Problem.BadOption(
              "MACHINE_FOLDER",
              Optional.of(folder.path().toString()),
              String.valueOf(e.getMessage()),
              "Keep machines where the path has no such character: set DEVPOD_HOME for DevPod, and"
                  + " XDG_DATA_HOME for machines that you create without it."),
          e);
    }
  }

  /** Makes a key pair in the machine's folder where there is none; whether it did. */
  public boolean ensureKeyPair(String name, String comment) {
    if (Files.exists(folder.path().resolve(name))) {
      return false;
    }
    try {
      ssh.newKeyPair(folder.path().resolve(name), comment);
      return true;
    } catch (IOException e) {
      throw PrivateFiles.unwritable(folder.path().resolve(name), e);
    }
  }

  /** Whether this computer can log in to the machine. */
  public boolean hasKey() {
    return Files.exists(files().privateKey());
  }

  /** From now on only a server with this key is the machine. */
  public void pin(String hostKeyAlias, PublicKey key) {
    folder.write(files().knownHosts().getFileName().toString(), key.knownHostsLine(hostKeyAlias));
  }

  /** The same for one more machine: the keys of others stay pinned under their aliases. */
  public void pinToo(String hostKeyAlias, PublicKey key) {
    String others =
        pins()
            .filter(line -> !line.startsWith(hostKeyAlias + " "))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    folder.write(
        files().knownHosts().getFileName().toString(), others + key.knownHostsLine(hostKeyAlias));
  }

  /** The key that is pinned under that alias. */
  public Optional<PublicKey> pinned(String hostKeyAlias) {
    return pins()
        .filter(line -> line.startsWith(hostKeyAlias + " "))
        .findFirst()
        .map(line -> PublicKey.parse(line.substring(hostKeyAlias.length() + 1)));
  }

  private Stream<String> pins() {
    return folder.read(files().knownHosts().getFileName().toString()).stream()
        .flatMap(String::lines);
  }

  /** The address is not known any more; the next connection asks Dokploy for it. */
  public void forgetAddress() {
    folder.remove(files().config().getFileName().toString());
  }

  /** How ssh gets to a machine that a server knows by a name. */
  public Transport throughTls(String serverName) {
    return new Transport.ThroughTls(dialer, serverName);
  }

  /** Writes ssh_config for that address and asks what keeps ssh from the machine there. */
  public OpenResult probe(Address address, Transport way, String hostKeyAlias, Duration limit) {
    folder.write(
        files().config().getFileName().toString(), config(address, way, hostKeyAlias).render());
    try {
      return ssh.probe(files(), limit);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes ssh_config for that address and opens the live connection there. */
  public OpenResult open(Address address, Transport way, String hostKeyAlias, Duration limit) {
    folder.write(
        files().config().getFileName().toString(), config(address, way, hostKeyAlias).render());
    try {
      return ssh.open(files(), limit);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Whether an address of the machine is known. */
  public boolean hasConfig() {
    return Files.exists(files().config());
  }

  /** The address that is recorded; empty where none is known. */
  public Optional<Address> address() {
    return folder
        .read(String.valueOf(files().config().getFileName()))
        .flatMap(SshConfig::addressIn);
  }

  public boolean isOpen() {
    try {
      return hasConfig() && ssh.isOpen(files());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  public void close() {
    try {
      if (Files.exists(files().config())) {
        ssh.close(files());
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Runs a text in a shell on the machine, through the live connection. */
  public RunResult run(String command, Duration limit) {
    return run(command, "", limit);
  }

  /** The same with a text on its standard input. */
  public RunResult run(String command, String input, Duration limit) {
    try {
      return ssh.run(files(), command, input, limit);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** What keeps ssh from the machine at the address that is recorded. */
  public OpenResult probe(Duration limit) {
    try {
      return ssh.probe(files(), limit);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** As {@link #run}, and no live connection stays where there was none. */
  public RunResult runOnce(String command, Duration limit) {
    try {
      return ssh.runOnce(files(), command, limit);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Runs a text on the machine with this program's own standard streams; its exit code. */
  public int attach(String command) {
    try {
      return ssh.attach(files(), command);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Begins a text on the machine, whose streams are the caller's. */
  public Channel begin(String command) {
    try {
      return ssh.begin(files(), command);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** A shell, or a command, with this program's own standard streams; its exit code. */
  public int login(List<String> command, boolean terminal) {
    try {
      return ssh.login(files(), command, terminal);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Whether ssh_config is there and names no socket, so that no connection is kept open. */
  public boolean isDirect() {
    try {
      return Files.exists(files().config()) && !ssh.keepsConnection(files());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Whether the machine answers at the address that is recorded. */
  public boolean answers(Duration limit) {
    try {
      return ssh.open(files(), limit) instanceof OpenResult.Opened;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** As {@link #attach}, over a connection of its own. */
  public DirectSsh.Result attachDirectly(String command) {
    try {
      return ssh.attachDirectly(files(), command);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private SshConfig config(Address address, Transport way, String hostKeyAlias) {
    return new SshConfig(
        address,
        way,
        user.get(),
        hostKeyAlias,
        files(),
        ControlSocket.choose(files(), hostKeyAlias, environment),
        kept);
  }

  private SshFiles files() {
    return folder.ssh();
  }

  private ProblemException failed(IOException e) {
    return new ProblemException(new Problem.SshNotRun(PrivateFiles.reason(e)), e);
  }
}
