package dev.dokployprovider.provider.cli;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.rest.RestDokploy;
import dev.dokployprovider.provider.machine.Init;
import dev.dokployprovider.provider.machine.TakeBack;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSsh;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.Trials;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.machine.preflight.Probe;
import dev.dokployprovider.provider.machine.preflight.SystemProbe;
import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.progress.Progress;
import dev.dokployprovider.provider.machine.project.RemoteServers;
import dev.dokployprovider.provider.machine.prune.Prune;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.UserHome;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import dev.dokployprovider.provider.ssh.EndedConnections;
import dev.dokployprovider.provider.ssh.OpenSsh;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Puts together, out of the environment, what a verb works with. */
final class Setup {
  /** The variable that asks for all that is known of a failure. */
  static final String DEBUG = "DOKPLOY_DEBUG";

  /** For one answer, so that a second try fits into what a client waits. */
  private static final Duration HURRIED = Duration.ofSeconds(6);

  private final Map<String, String> environment;
  private final Streams streams;
  private final Progress progress;

  Setup(Map<String, String> environment, Streams streams, Progress progress) {
    this.environment = environment;
    this.streams = streams;
    this.progress = event -> progress.report(named(event));
  }

  private Event named(Event event) {
    return event.status() == Event.Status.NOTE
        ? new Event(event.id(), ProgramName.of(environment).in(event.text()), event.status())
        : event;
  }

  /** DevPod gives `init` the options and nothing else. */
  Init init() {
    var options = options();
    return new Init(options, dokploy(connection(options)), probe());
  }

  /** The network of this computer, as the way to a machine goes through it. */
  Probe probe() {
    return new SystemProbe(ssh(), environment);
  }

  /** The server of the options, of no machine. */
  Dokploy dokploy() {
    return dokploy(connection(options()));
  }

  /** A reference to the key is followed when the options are needed, and only then. */
  private ProviderOptions options() {
    return ProviderOptions.from(
        new TokenReader(environment, line -> streams.say("dokploy-provider: " + line)).resolved());
  }

  private Connection connection(ProviderOptions options) {
    return new Connection(options.server(), options.token(), caCertFile(options), environment);
  }

  /** Without TLS there is no certificate to check. */
  private static Optional<Path> caCertFile(ProviderOptions options) {
    return "https".equalsIgnoreCase(options.server().getScheme())
        ? options.caCertFile()
        : Optional.empty();
  }

  private Dokploy dokploy(Connection connection) {
    return RestDokploy.connect(
        connection, Optional.empty(), this::noticeNewer, () -> noticeLate(connection.server()));
  }

  private void noticeLate(URI server) {
    streams.say("dokploy-provider: No answer from %s for 5 s; still waiting".formatted(server));
  }

  /** Once, and only for who looks closely: it works as the newest known release does. */
  private void noticeNewer(Version version) {
    if (isDebug(environment)) {
      streams
          .err()
          .println(
              "dokploy-provider: Dokploy %s is newer than this provider knows; it is treated as %s"
                  .formatted(version, Version.NEWEST));
    }
  }

  private OpenSsh ssh() {
    return OpenSsh.find(environment)
        .orElseThrow(() -> new ProblemException(new Problem.NoOpenSsh("ssh")));
  }

  MachineContext context() {
    return context(UnaryOperator.identity());
  }

  /** For `command`, whose client does not wait for long. */
  MachineContext contextWithin(Wait limit) {
    return context(connection ->
        connection.within(() -> {
          var left = limit.left();
          return left.compareTo(HURRIED) < 0 ? left : HURRIED;
        }));
  }

  private MachineContext context(UnaryOperator<Connection> manner) {
    var id = new MachineId(variable("MACHINE_ID"));
    var folder = new MachineFolder(folder(variable("MACHINE_FOLDER")));
    var options = options();
    return new MachineContext(
        id,
        folder,
        options,
        dokploy(manner.apply(connection(options))),
        new MachineSsh(
            ssh(),
            folder,
            () -> folder.record().flatMap(MachineRecord::user).orElseGet(options::machineUser),
            Dialer.command(),
            options.sshPersistOrDefault(),
            environment),
        dataFolder(environment),
        progress,
        Time.system());
  }

  /** What a form may offer; nothing where Dokploy does not tell, which `init` then says. */
  List<String> remoteServers() {
    var limit = Wait.atMost(HURRIED, Time.system());
    try {
      var options = options();
      return RemoteServers.names(dokploy(connection(options).within(limit::left)).servers().all());
    } catch (ProblemException | DokployException e) {
      return List.of();
    }
  }

  /** What takes back a create's machine when this process is killed. */
  GuardProcess guard() {
    return new GuardProcess(dataFolder(environment), Dialer.command(), environment);
  }

  /** Takes back what an entry of the register of unfinished creates says, if it is still there. */
  void takeBack(String id) {
    new Trials(dataFolder(environment)).sweep();
    var register = new UnfinishedCreates(dataFolder(environment));
    var found = register.find(id);
    if (found.isEmpty()) {
      return;
    }
    var create = found.get();
    try {
      if (options().server().equals(create.server())) {
        new TakeBack(new Setup(variablesOf(create), streams, progress).context(), id).run();
      }
    } catch (ProblemException e) {
      register.replace(create.failed(Time.system().now(), Wording.of(e.problem()).what()));
      throw e;
    }
  }

  /** The options of this run, for that machine. */
  private Map<String, String> variablesOf(Unfinished create) {
    var variables = new HashMap<>(environment);
    variables.put("MACHINE_ID", create.machine());
    var folder = dataFolder(environment).resolve("unfinished").resolve(create.id());
    variables.put("MACHINE_FOLDER", folder.toString());
    variables.put(Option.DOKPLOY_PROJECT_NAME.name(), create.project());
    return variables;
  }

  /** Of no machine: the folder is never made. */
  PruneVerb prune() {
    new Trials(dataFolder(environment)).sweep();
    var options = options();
    var folder = new MachineFolder(dataFolder(environment).resolve("prune"));
    var context =
        new MachineContext(
            new MachineId("prune"),
            folder,
            options,
            dokploy(connection(options)),
            new MachineSsh(
                ssh(), folder, () -> "root", List.of(), options.sshPersistOrDefault(), environment),
            dataFolder(environment),
            progress,
            Time.system());
    return new PruneVerb(
        new Prune(context, clientHomes(), () -> EndedConnections.files(environment)),
        streams,
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
  }

  /** Where DevPod and its forks keep their machines' folders. */
  private List<Path> clientHomes() {
    var home = UserHome.of(environment);
    return Stream.concat(
            Stream.of("DEVPOD_HOME", "DEVSY_HOME")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(path -> !path.isEmpty())
                .map(Setup::folder),
            Stream.of(home.resolve(".devpod"), home.resolve(".devsy")))
        .toList();
  }

  String variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new ProblemException(new Problem.MissingVariable(name)));
  }

  /** The address as it was given, for a message about it; the options were read before. */
  static URI server(Map<String, String> environment) {
    return ProviderOptions.from(environment).server();
  }

  static boolean isDebug(Map<String, String> environment) {
    return Stream.of(DEBUG, "DEVPOD_DEBUG", "DEVSY_DEBUG")
        .anyMatch(name -> "true".equals(environment.get(name)));
  }

  private static Path folder(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ProblemException(
          new Problem.BadOption(
              "MACHINE_FOLDER", Optional.of(text), e.getReason() + ".", "Give a folder's path."),
          e);
    }
  }

  /** The XDG folder for data, or Windows' own. */
  static Path dataFolder(Map<String, String> environment) {
    String local = environment.getOrDefault("LOCALAPPDATA", "");
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    Path base =
        Path.of(data).isAbsolute()
            ? Path.of(data)
            : Path.of(home).isAbsolute()
                ? Path.of(home, ".local", "share")
                : Path.of(local.isEmpty() ? System.getProperty("user.home", ".") : local);
    return base.resolve("dokploy-provider");
  }
}
