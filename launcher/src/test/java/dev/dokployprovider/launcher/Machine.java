package dev.dokployprovider.launcher;

import dev.dokployprovider.provider.ssh.Address;
import dev.dokployprovider.provider.ssh.OpenResult;
import dev.dokployprovider.provider.ssh.OpenSsh;
import dev.dokployprovider.provider.ssh.SshFiles;
import dev.dokployprovider.provider.ssh.Sshd;
import dev.dokployprovider.provider.ssh.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine (a real sshd), the folder that the provider keeps of it, and an installed launcher,
 * whose Java is a script that writes down how it was called.
 */
final class Machine implements AutoCloseable {
  private static final Path LAUNCHER = Path.of("dokploy-provider.sh").toAbsolutePath();

  private static final String FAKE_JAVA =
      """
      #!/bin/sh
      here=${0%/bin/java}
      case " $* " in
        *" dial "*)
          if [ -f "$here/dials" ]; then
            echo "dial" >>"$here/called"
            . "$here/dials"
          fi
          ;;
      esac
      {
        for word; do echo "$word"; done
        env | grep -E '^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|LC_ALL|COMMAND)='
        echo "stdin $(wc -c | tr -d ' ')"
      } >>"$here/called"
      for verb; do :; done
      . "$here/does"
      """;

  private final Path temp;
  private final Shell shell;
  private final Sshd sshd;
  private final OpenSsh openSsh = Sshd.openSsh();
  private final Map<String, String> environment = new HashMap<>();
  private SshFiles files;
  private Path socket;
  private int calls;

  Machine(Path temp, Shell shell, String... sshdSettings) throws IOException {
    this.temp = temp;
    this.shell = shell;
    shell.words();
    this.sshd = Sshd.start(temp.resolve("sshd"), sshdSettings);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", Files.createDirectories(temp.resolve("h")).toString());
    this.files = sshd.filesFor(folder(), sshd.address(), environment);
    this.socket = socketOf(files);
    environment.put("MACHINE_FOLDER", files.folder().toString());
    Files.createDirectories(runtime().resolve("bin"));
    // Also where ssh runs it.
    Executable.write(
        installed(), Files.readString(LAUNCHER).replaceFirst("/bin/sh", shell.interpreter()));
    Files.createDirectories(runtime().resolve("lib/server"));
    for (String file : List.of("libjli.so", "libjava.so", "server/libjvm.so", "modules")) {
      Files.writeString(runtime().resolve("lib").resolve(file), "not looked into");
    }
    Executable.write(runtime().resolve("bin/java"), FAKE_JAVA);
    javaDoes("echo \"from Java: $verb\"");
  }

  /** A name with everything in it that a path may have and a shell or ssh may trip over. */
  private Path folder() {
    return temp.resolve("a m'achine 100% #1 $x;");
  }

  private static Path socketOf(SshFiles files) throws IOException {
    return Files.readAllLines(files.config()).stream()
        .filter(line -> line.startsWith("  ControlPath \""))
        .map(line -> Path.of(line.substring("  ControlPath \"".length(), line.length() - 1)))
        .findFirst()
        .orElseThrow();
  }

  void leadTo(Address address) throws IOException {
    files = sshd.filesFor(folder(), address, environment);
    socket = socketOf(files);
  }

  /** What the script that stands for Java does, as shell text; {@code $verb} is the last word. */
  void javaDoes(String text) throws IOException {
    Files.writeString(runtime().resolve("does"), text + "\n");
  }

  /** Java carries bytes in earnest. */
  void javaDials() throws IOException {
    Files.writeString(
        runtime().resolve("dials"),
        "while [ \"$1\" != dial ]; do shift; done\nexec '%s/bin/java' -cp '%s' %s \"$@\"\n"
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                "dev.dokployprovider.provider.cli.Main"));
  }

  /** A file with which Java would record another address. */
  Path configFor(Address address) throws IOException {
    return Files.writeString(
        temp.resolve("config-" + address.port()),
        Files.readString(files.config()).replaceAll("Port \\d+", "Port " + address.port()));
  }

  /** The words and the environment that Java was called with so far; nothing: it was not. */
  List<String> javaCalls() throws IOException {
    Path called = runtime().resolve("called");
    return Files.exists(called) ? Files.readAllLines(called) : List.of();
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  void unset(String variable) {
    environment.remove(variable);
  }

  Outcome command(String text) throws IOException, InterruptedException {
    Call call = startCommand(text);
    call.stdin().close();
    return call.end();
  }

  Call startCommand(String text) throws IOException {
    return start(List.of(), Map.of("COMMAND", text), "command");
  }

  Outcome call(String... arguments) throws IOException, InterruptedException {
    Call call = start(List.of(), Map.of(), arguments);
    call.stdin().close();
    return call.end();
  }

  /** Starts a call, under a program such as setsid where one is named. */
  Call start(List<String> under, Map<String, String> extra, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>(under);
    words.addAll(shell.words());
    words.add(installed().toString());
    words.addAll(List.of(arguments));
    int number = ++calls;
    Path stdout = temp.resolve("stdout." + number);
    Path stderr = temp.resolve("stderr." + number);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(temp.toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(extra);
    return new Call(builder.start(), stdout, stderr);
  }

  /** Starts a command, with stdout and stderr as pipes. */
  Process startPiped(String text) throws IOException {
    List<String> words = new ArrayList<>(shell.words());
    words.addAll(List.of(installed().toString(), "command"));
    ProcessBuilder builder = new ProcessBuilder(words).directory(temp.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("COMMAND", text);
    return builder.start();
  }

  void connect() throws IOException {
    if (!(openSsh.open(files, Duration.ofSeconds(30)) instanceof OpenResult.Opened)) {
      throw new AssertionError("no connection: " + sshd.log());
    }
  }

  boolean isConnected() throws IOException {
    return openSsh.isOpen(files);
  }

  List<ProcessHandle> masters() {
    return Waiting.processesWith("ssh: " + socket() + " [mux]");
  }

  /** The local processes that have to do with this machine, apart from its sshd and the master. */
  List<String> strays() {
    List<Long> masters = masters().stream().map(ProcessHandle::pid).toList();
    return Waiting.processesWith(temp.toString()).stream()
        .filter(process -> !masters.contains(process.pid()))
        .map(process -> Waiting.titleOf(process.pid()))
        .filter(title -> !title.startsWith("sshd") && !title.contains("sshd_config"))
        .filter(title -> !title.isEmpty())
        .toList();
  }

  Path socket() {
    return socket;
  }

  /** To be changed by a test, so it must not be the one of the user who runs the tests. */
  Path socketFolder() {
    if (!socket.startsWith(temp)) {
      throw new AssertionError("The temporary folder's path is too long for a socket: " + temp);
    }
    return socket.resolveSibling("");
  }

  SshFiles files() {
    return files;
  }

  Sshd sshd() {
    return sshd;
  }

  Path installed() {
    return temp.resolve("in stalled/dokploy-provider");
  }

  Path runtime() {
    return temp.resolve("in stalled/runtime");
  }

  @Override
  public void close() {
    try {
      masters().forEach(ProcessHandle::destroyForcibly);
    } finally {
      sshd.close();
    }
  }
}
