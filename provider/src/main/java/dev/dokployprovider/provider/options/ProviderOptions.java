package dev.dokployprovider.provider.options;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The options' values. What every verb needs is checked at once; the rest is read, with the files
 * that it names, when it is asked for, so that a value that only a deployment needs never keeps a
 * verb from stopping or deleting a machine.
 */
public final class ProviderOptions {
  /** What OpenSSH can count: its seconds are an int. */
  private static final Duration LONGEST_PERSIST = Duration.ofDays(365);

  /** What stands for the remote server with the fewest machines. */
  public static final String ANY_SERVER = "auto";

  private final OptionReader read;
  private final URI server;
  private final Secret token;
  private final String project;
  private Optional<MachineOptions> machine = Optional.empty();

  private ProviderOptions(OptionReader read) {
    this.read = read;
    this.server =
        read.required(
            Option.DOKPLOY_SERVER_URL,
            "It is the address of your Dokploy.",
            "https://dokploy.example.com",
            ServerUrl::parse);
    this.token =
        read.required(
            Option.DOKPLOY_API_TOKEN,
            "It is an API key: Settings > Profile > API/CLI Keys on Dokploy's page.",
            "YOUR_KEY",
            OptionValues::token);
    this.project = read.value(Option.DOKPLOY_PROJECT_NAME, OptionValues::name);
  }

  /**
   * Reads the options from the environment, where DevPod puts them.
   *
   * @throws ProblemException for the first option that every verb needs and that is missing or
   *     invalid; each method does the same for its own
   */
  public static ProviderOptions from(Map<String, String> environment) {
    return new ProviderOptions(new OptionReader(environment));
  }

  /**
   * Checks all of them, for a run that is about to make a machine.
   *
   * @throws ProblemException for the first option that is invalid
   */
  public void check() {
    var _ = remoteServer();
    var _ = caCertFile();
    var _ = createTimeout();
    var _ = sshHost();
    var _ = sshPersist();
    var _ = keepsUnreachable();
    checkClients();
    var _ = machine();
  }

  /** What only the client and its agent use: an invalid value shows there too late, or never. */
  private void checkClients() {
    var _ = read.value(Option.INACTIVITY_TIMEOUT, ProviderOptions::inactivity);
    var _ = read.value(Option.AGENT_PATH, OptionValues::absolutePath);
    var _ = read.value(Option.AGENT_DATA_PATH, OptionValues::absolutePath);
    var _ = injectsGitCredentials();
    var _ = read.value(Option.INJECT_DOCKER_CREDENTIALS, OptionValues::flag);
  }

  /**
   * Whether the machine may ask this computer for Git credentials; DevPod 0.6.15 lets it anyway.
   */
  public boolean injectsGitCredentials() {
    return read.value(Option.INJECT_GIT_CREDENTIALS, OptionValues::flag);
  }

  /**
   * For what it can't read, the agent takes 20 minutes without a word; for zero it stops at once.
   */
  private static Duration inactivity(String text) {
    return GoDuration.parse(text, Duration.ofSeconds(1), LONGEST_PERSIST);
  }

  /** The address of Dokploy, without a trailing slash. */
  public URI server() {
    return server;
  }

  public Secret token() {
    return token;
  }

  public String project() {
    return project;
  }

  /** A remote server's name or id, or {@link #ANY_SERVER}; empty for Dokploy's own. */
  public Optional<String> remoteServer() {
    return read.optional(Option.DOKPLOY_SERVER, OptionValues::name);
  }

  public Optional<Path> caCertFile() {
    return read.optional(Option.DOKPLOY_CA_CERT_FILE, OptionValues::readableFile);
  }

  /** How long a machine may take to be built and started. */
  public Duration createTimeout() {
    return read.value(Option.DOKPLOY_CREATE_TIMEOUT, GoDuration::parse);
  }

  /** The same for a run that only waits for another: an invalid value counts as none. */
  public Duration patience() {
    return read.valueOrDefault(Option.DOKPLOY_CREATE_TIMEOUT, GoDuration::parse);
  }

  /** A host name or IP address, IPv6 without brackets. */
  public Optional<String> sshHost() {
    return read.optional(Option.DOKPLOY_SSH_HOST, OptionValues::host);
  }

  /** How long an unused live connection is kept: whole seconds, one at least. */
  public Duration sshPersist() {
    return read.value(Option.DOKPLOY_SSH_PERSIST, ProviderOptions::persist);
  }

  /** The same for a machine that is there already: an invalid value counts as none. */
  public Duration sshPersistOrDefault() {
    return read.valueOrDefault(Option.DOKPLOY_SSH_PERSIST, ProviderOptions::persist);
  }

  /** Whether a new machine that was built and can't be used stays on the server. */
  public boolean keepsUnreachable() {
    return read.value(Option.DOKPLOY_KEEP_UNREACHABLE, OptionValues::flag);
  }

  private static Duration persist(String text) {
    return GoDuration.parse(text, Duration.ofSeconds(1), LONGEST_PERSIST);
  }

  /** The SSH server that the route jump goes through; empty where none is named. */
  public Optional<JumpHost> jump() {
    return read.optional(Option.DOKPLOY_SSH_JUMP, JumpHost::parse);
  }

  /**
   * The same where there must be one.
   *
   * @throws ProblemException if none is set
   */
  public JumpHost jumpHost() {
    return RouteOptions.jumpHost(jump());
  }

  /** Traefik's port on the server, 1 to 65535. */
  public int tlsPort() {
    return read.value(Option.DOKPLOY_SSH_TLS_PORT, OptionValues::port);
  }

  /** The ports as they were given, for words about them. */
  public String sshPorts() {
    return read.value(Option.DOKPLOY_SSH_PORTS, String::strip);
  }

  /** Who logs in to a machine of which nothing else is known, as it was given. */
  public String machineUser() {
    return read.value(Option.DOKPLOY_MACHINE_USER, String::strip);
  }

  /** Whether machines share images; whether the size is valid is not looked at. */
  public boolean sharesImages() {
    return read.optional(Option.DOKPLOY_MACHINE_SHARED_IMAGES, String::strip).isPresent();
  }

  /**
   * What a machine is deployed with. The files that it names are read the first time.
   *
   * @throws ProblemException for the first of its options that is invalid
   */
  public MachineOptions machine() {
    var values = machine.orElseGet(() -> MachineOptions.from(read));
    machine = Optional.of(values);
    return values;
  }
}
