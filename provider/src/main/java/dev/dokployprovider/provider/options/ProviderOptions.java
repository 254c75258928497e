package dev.dokployprovider.provider.options;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The options' values, checked.
 *
 * @param server without a trailing slash
 * @param remoteServer a remote server's name or id, or {@link #ANY_SERVER}; empty for Dokploy's own
 * @param sshHost a host name or IP address, IPv6 without brackets
 * @param sshPersist how long an unused live connection is kept, whole seconds, one at least
 */
public record ProviderOptions(
    URI server,
    Secret token,
    String project,
    Optional<String> remoteServer,
    Optional<Path> caCertFile,
    Duration createTimeout,
    Optional<String> sshHost,
    Duration sshPersist,
    MachineOptions machine) {
  /** What OpenSSH can count: its seconds are an int. */
  private static final Duration LONGEST_PERSIST = Duration.ofDays(365);

  /** What stands for the remote server with the fewest machines. */
  public static final String ANY_SERVER = "auto";

  /**
   * Reads the options from the environment, where DevPod puts them.
   *
   * @throws ProblemException for the first option that is missing or does not fit
   */
  public static ProviderOptions from(Map<String, String> environment) {
    var read = new OptionReader(environment);
    return new ProviderOptions(
        read.required(
            Option.DOKPLOY_SERVER_URL,
            "It is the address of your Dokploy.",
            "https://dokploy.example.com",
            ServerUrl::parse),
        read.required(
            Option.DOKPLOY_API_TOKEN,
            "It is an API key: Settings > Profile > API/CLI Keys on Dokploy's page.",
            "...",
            Texts::token),
        read.value(Option.DOKPLOY_PROJECT_NAME, Texts::name),
        read.optional(Option.DOKPLOY_SERVER, Texts::name),
        read.optional(Option.DOKPLOY_CA_CERT_FILE, Texts::readableFile),
        read.value(Option.DOKPLOY_CREATE_TIMEOUT, GoDuration::parse),
        read.optional(Option.DOKPLOY_SSH_HOST, Texts::host),
        read.value(
            Option.DOKPLOY_SSH_PERSIST,
            text -> GoDuration.parse(text, Duration.ofSeconds(1), LONGEST_PERSIST)),
        MachineOptions.from(read));
  }
}
