package dev.dokployprovider.provider.world;

import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.ssh.Channel;
import dev.dokployprovider.provider.ssh.DirectSsh;
import dev.dokployprovider.provider.ssh.NewKeyPair;
import dev.dokployprovider.provider.ssh.OpenResult;
import dev.dokployprovider.provider.ssh.PublicKey;
import dev.dokployprovider.provider.ssh.RunResult;
import dev.dokployprovider.provider.ssh.Ssh;
import dev.dokployprovider.provider.ssh.SshFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ssh of one computer. A connection is made where the address leads to a container whose host
 * key is the pinned one and which has this folder's public key; it lives on when the process that
 * opened it has been killed, and ends with the container.
 */
final class MemorySsh implements Ssh {
  private static final Pattern PORT = Pattern.compile("(?m)^ +Port (\\d+)$");
  private static final Pattern ALIAS = Pattern.compile("(?m)^ +HostKeyAlias (\\S+)$");
  private static final Pattern QUESTION =
      Pattern.compile(
          "\\( (.*?) \\) 2>/dev/null; printf '\\\\002%s\\\\002' \\$\\?; ", Pattern.DOTALL);
  private static final Pattern BACKUP = Pattern.compile("(?m)' devpod-backup (.*)$\\n\\[ ");
  private static final OpenResult REFUSED = new OpenResult.Refused("Connection refused");

  private final MemoryDocker docker;
  private final MemoryVolumes volumes;
  private final Life life;

  /** The live connections of this computer: folder, and the container with its boot. */
  private final Map<String, String> masters;

  private final Supplier<SshFault> fault;
  private final Time time;

  /** Told the folder of the machine that is meant, and the app of the one that is reached. */
  private final BiConsumer<Path, String> reached;

  MemorySsh(
      MemoryDocker docker,
      MemoryVolumes volumes,
      Life life,
      Map<String, String> masters,
      Supplier<SshFault> fault,
      Time time,
      BiConsumer<Path, String> reached) {
    this.docker = docker;
    this.volumes = volumes;
    this.life = life;
    this.masters = masters;
    this.fault = fault;
    this.time = time;
    this.reached = reached;
  }

  @Override
  public PublicKey newKeyPair(Path file, String comment) throws IOException {
    life.step("ssh-keygen");
    return NewKeyPair.at(
        file,
        key -> {
          String base64 = base64(key.toString());
          Files.writeString(
              key.resolveSibling("key.pub"), "ssh-ed25519 " + base64 + " " + comment + "\n");
          Files.writeString(key, privateKey(base64));
        });
  }

  private static String base64(String text) {
    String twice = text + "#" + text.hashCode();
    return Base64.getEncoder().encodeToString(twice.getBytes(StandardCharsets.UTF_8));
  }

  private static String privateKey(String base64) {
    return base64
        .replaceAll("(.{1,70})", "$1\n")
        .lines()
        .collect(
            Collectors.joining(
                "\n",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n",
                "\n-----END OPENSSH PRIVATE KEY-----\n"));
  }

  @Override
  public OpenResult open(SshFiles files, Duration timeout) throws IOException {
    life.step("ssh open");
    var machine = reached(files);
    if (machine.isEmpty()) {
      return REFUSED;
    }
    switch (fault.get()) {
      case NONE -> {}
      case REFUSED -> {
        return REFUSED;
      }
      case HANGS -> {
        time.pass(timeout);
        return new OpenResult.TimedOut("Connection timed out");
      }
      case OTHER_KEY -> {
        return new OpenResult.OtherHostKey("Host key verification failed.");
      }
      case KEY_REFUSED -> {
        return new OpenResult.KeyRefused("Permission denied (publickey).");
      }
    }
    if (!pinned(files).equals(Optional.of(hostKey(machine.get(), files)))) {
      return new OpenResult.OtherHostKey("Host key verification failed.");
    }
    if (!letsIn(machine.get(), files)) {
      return new OpenResult.KeyRefused("Permission denied (publickey).");
    }
    masters.put(files.folder().toString(), boot(machine.get()));
    return new OpenResult.Opened();
  }

  private Optional<MemoryDocker.Machine> reached(SshFiles files) throws IOException {
    var port = PORT.matcher(Files.readString(files.config()));
    return port.find() ? docker.atPort(Integer.parseInt(port.group(1))) : Optional.empty();
  }

  private static Optional<String> pinned(SshFiles files) throws IOException {
    if (!Files.exists(files.knownHosts())) {
      return Optional.empty();
    }
    var alias = ALIAS.matcher(Files.readString(files.config()));
    String named = alias.find() ? alias.group(1) + " " : "";
    return Files.readString(files.knownHosts())
        .lines()
        .filter(line -> line.startsWith(named))
        .map(line -> line.substring(named.length()))
        .findFirst();
  }

  /** sshd offers both of its keys, and the client asks for the type that it knows. */
  private String hostKey(MemoryDocker.Machine machine, SshFiles files) throws IOException {
    boolean knowsFirst = pinned(files).filter(key -> key.startsWith("ssh-ed25519 ")).isPresent();
    return knowsFirst ? handed(machine, files) : own(machine);
  }

  /** The key that was handed to the machine, which its compose file carries. */
  private static String handed(MemoryDocker.Machine machine, SshFiles files) throws IOException {
    String pinned = pinned(files).orElseThrow();
    String key = privateKey(PublicKey.parse(pinned).base64());
    boolean same = Stream.of(key.split("\n")).allMatch(machine.composeFile()::contains);
    return same ? pinned : "another";
  }

  /** The key that it has made for itself, which goes with its volume. */
  private String own(MemoryDocker.Machine machine) {
    return "ssh-rsa " + base64(docker.volume(machine.app(), "agent"));
  }

  private static boolean letsIn(MemoryDocker.Machine machine, SshFiles files) throws IOException {
    return Files.exists(files.privateKey())
        && machine
            .composeFile()
            .contains(PublicKey.parse(Files.readString(files.publicKey())).base64());
  }

  private static String boot(MemoryDocker.Machine machine) {
    return machine.id() + " " + machine.port();
  }

  private Optional<MemoryDocker.Machine> connected(SshFiles files) {
    String boot = masters.getOrDefault(files.folder().toString(), "");
    return docker.all().filter(one -> one.runs() && boot(one).equals(boot)).findFirst();
  }

  @Override
  public OpenResult probe(SshFiles files, Duration timeout) throws IOException {
    return open(files, timeout);
  }

  @Override
  public boolean isOpen(SshFiles files) {
    return connected(files).isPresent();
  }

  @Override
  public void close(SshFiles files) {
    life.step("ssh close");
    masters.remove(files.folder().toString());
  }

  @Override
  public RunResult run(SshFiles files, String command, String input, Duration timeout) {
    life.step("ssh run");
    return connected(files)
        .map(machine -> {
          reached.accept(files.folder(), machine.app());
          return answer(machine, command);
        })
        .orElseGet(() -> new RunResult(255, "", "Connection closed"));
  }

  /** Of several questions in one run, each is answered by itself. */
  private RunResult answer(MemoryDocker.Machine machine, String command) {
    var out = new StringBuilder();
    var question = QUESTION.matcher(command);
    int end = 0;
    while (question.lookingAt()) {
      var one = single(machine, question.group(1));
      out.append(one.stdout()).append('\u0002').append(one.exitCode()).append('\u0002');
      end = question.end();
      question.region(end, command.length());
    }
    var last = single(machine, command.substring(end));
    return new RunResult(last.exitCode(), out + last.stdout(), last.stderr());
  }

  private RunResult single(MemoryDocker.Machine machine, String command) {
    if (command.equals("devpod-machine host-key")) {
      return new RunResult(0, own(machine) + "\n", "");
    }
    if (command.startsWith("devpod-machine wait-docker")) {
      return new RunResult(0, "devpod-machine: Docker answers\n", "");
    }
    if (command.startsWith("devpod-machine volumes")) {
      String restoring =
          volumes.isBeingRestored(machine.app()) ? "restoring 2026-01-02T03:04:05Z\n" : "";
      return new RunResult(
          0, "/root " + docker.volume(machine.app(), "root") + "\n" + restoring, "");
    }
    if (backup(command).contains("probe")) {
      return MemoryScript.probe(volumes, machine.app());
    }
    return new RunResult(0, "\u0001", "");
  }

  @Override
  public RunResult runOnce(SshFiles files, String command, Duration timeout) {
    return run(files, command, "", timeout);
  }

  @Override
  public int attach(SshFiles files, String command) {
    return run(files, command, "", Duration.ZERO).exitCode();
  }

  @Override
  public DirectSsh.Result attachDirectly(SshFiles files, String command) {
    throw new UnsupportedOperationException("this computer keeps connections");
  }

  @Override
  public int login(SshFiles files, List<String> words, boolean terminal) {
    throw new UnsupportedOperationException("for people");
  }

  @Override
  public Channel begin(SshFiles files, String command) throws IOException {
    var words = backup(command);
    life.step("ssh begin " + String.join(" ", words));
    var machine = connected(files);
    if (machine.isEmpty()) {
      throw new IOException("Connection closed");
    }
    reached.accept(files.folder(), machine.get().app());
    if (volumes.fault() == ScriptFault.KILLED && words.contains("/home")) {
      docker.endSoon(machine.get().app());
    }
    return new LivingChannel(life, volumes.begin(machine.get().app(), words));
  }

  /** The mode of the script that saves volumes, and its places; empty for another command. */
  private static List<String> backup(String command) {
    var call = BACKUP.matcher(command);
    return call.find() ? List.of(call.group(1).strip().split(" ")) : List.of();
  }

  @Override
  public boolean keepsConnection(SshFiles files) {
    return true;
  }
}
