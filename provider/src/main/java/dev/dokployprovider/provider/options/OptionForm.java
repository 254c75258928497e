package dev.dokployprovider.provider.options;

import java.util.List;
import java.util.Optional;

/**
 * How a client's form shows an option, and what it takes there. A client checks a value before
 * anything of ours runs, so a pattern lets through whatever our own reader takes; what is between
 * the two is refused by `init`. Patterns are in what Go's RE2, JavaScript and Java read alike.
 *
 * @param title in place of the option's name
 * @param values all that there are; none where any text may be right
 * @param suggestions that a form offers beside the default
 * @param rule what a value must be
 */
record OptionForm(
    String title, List<String> values, List<String> suggestions, Optional<Rule> rule) {

  /**
   * @param pattern that a value matches from its first to its last character
   * @param message the rule in words
   */
  record Rule(String pattern, String message) {}

  private static final String SIZE = "[0-9]{1,12}(?:[bB]|[kKmMgG][bB]?)";
  private static final String PORT = "[1-9][0-9]{0,4}";
  private static final String DURATION =
      "\\+?(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+";
  private static final String PATH = "/[A-Za-z0-9._/+@-]{1,200}";
  private static final String PATH_RULE = "An absolute path on the machine, without blanks";
  private static final String DURATION_RULE =
      "A duration such as 90s, 10m or 1h30m, more than nothing";

  static OptionForm of(Option option) {
    return switch (option) {
      case DOKPLOY_SERVER_URL ->
          form("Dokploy's address")
              .with(
                  required("[hH][tT][tT][pP][sS]?://[\\s\\S]+"),
                  "An address that begins with https:// or http://, such as"
                      + " https://dokploy.example.com");
      case DOKPLOY_API_TOKEN ->
          form("API key")
              .with(
                  required("[!-~]+|(?:file|command):[ -~]+"),
                  "A key without blanks inside, or file:PATH, env:NAME or command:PROGRAM ARGS");
      case DOKPLOY_PROJECT_NAME ->
          form("Project")
              .with(optional("[^\\x00-\\x1f\\x7f]{0,100}"), "1 to 100 characters on one line");
      case DOKPLOY_SERVER ->
          form("Remote server", ProviderOptions.ANY_SERVER)
              .with(optional("[^\\x00-\\x1f\\x7f]{0,100}"), "1 to 100 characters on one line");
      case DOKPLOY_CA_CERT_FILE -> form("Certificate authority");
      case DOKPLOY_CREATE_TIMEOUT ->
          form("Time to create", "20m", "1h").with(optional(DURATION), DURATION_RULE);
      case DOKPLOY_MACHINE_IMAGE ->
          form("Base image", "cruizba/ubuntu-dind:latest", "debian:12", "alpine:3.22")
              .with(
                  optional("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,399}"),
                  "The name of an image, such as debian:12 or ghcr.io/me/base:1.2");
      case DOKPLOY_MACHINE_DOCKER ->
          choice("Docker", List.of("privileged", "rootless", "sysbox", "none"));
      case DOKPLOY_MACHINE_CPUS ->
          form("Processors", "1", "2", "4")
              .with(
                  optional("[0-9]{1,4}(?:\\.[0-9]{1,3})?"),
                  "A number of processors such as 2 or 1.5, 0.1 at least");
      case DOKPLOY_MACHINE_MEMORY ->
          form("Memory", "2g", "4g", "8g")
              .with(optional(SIZE), "A size with a unit, such as 512m or 4g, 256m at least");
      case DOKPLOY_MACHINE_PIDS ->
          form("Processes").with(optional("\\+?[0-9]{1,10}"), "A number from 100 to 4194304");
      case DOKPLOY_MACHINE_SHM ->
          form("Shared memory", "64m", "1g")
              .with(optional(SIZE), "A size with a unit, such as 64m or 1g, 1m at least");
      case DOKPLOY_MACHINE_DISK ->
          form("Disk", "20g", "50g")
              .with(optional(SIZE), "A size with a unit, such as 20g, 1g at least");
      case DOKPLOY_MACHINE_GPUS ->
          form("GPUs", "all", "1")
              .with(
                  optional("all|(?:id:)?[0-9A-Za-z/,-]+"),
                  "all, a number from 1 to 64, or ids such as 0,1");
      case DOKPLOY_MACHINE_USER ->
          form("User", "root", "dev")
              .with(
                  optional("[a-z_][a-z0-9_-]{0,31}"),
                  "Lower-case letters, digits, - and _, 32 at most");
      case DOKPLOY_MACHINE_PACKAGES -> form("Packages");
      case DOKPLOY_MACHINE_ENV -> form("Environment");
      case DOKPLOY_MACHINE_VOLUMES -> form("Volumes");
      case DOKPLOY_MACHINE_MIRRORS -> form("Mirrors of Docker Hub");
      case DOKPLOY_MACHINE_CACHES -> form("Shared volumes");
      case DOKPLOY_MACHINE_SHARED_IMAGES ->
          form("Shared images", "10g", "20g")
              .with(optional(SIZE), "A size with a unit, such as 20g, 1g at least");
      case DOKPLOY_MACHINE_PROXY ->
          form("Proxy")
              .with(
                  optional("(?:https?|socks5h?)://[!-~]+"),
                  "The address of a proxy, such as http://proxy.example.com:3128");
      case DOKPLOY_MACHINE_LOGINS -> form("Registry logins");
      case DOKPLOY_MACHINE_SUBNETS ->
          form("Subnets")
              .with(
                  optional("[0-9.]{7,15}/[0-9]{1,2}"),
                  "A range of IPv4 addresses, such as 198.19.0.0/17");
      case DOKPLOY_MACHINE_SCRIPT -> form("Script");
      case DOKPLOY_AUTHORIZED_KEYS -> form("Public keys");
      case DOKPLOY_SSH_PORTS ->
          form("Ports for SSH", "2222-2250")
              .with(
                  optional("(?:(?:\\[[0-9a-fA-F:]+\\]|[0-9.]+):)?" + PORT + "(?:-" + PORT + ")?"),
                  "A port or a range, such as 2222-2250 or 127.0.0.1:2222-2250 (an IPv6 address in"
                      + " brackets)");
      case DOKPLOY_SSH_HOST ->
          form("Address for SSH")
              .with(
                  optional("\\[?[A-Za-z0-9:.][A-Za-z0-9:._%-]{0,252}\\]?"),
                  "A host name or an IP address, without a port");
      case DOKPLOY_SSH_ROUTE -> choice("Route", List.of("port", "tls", "jump"));
      case DOKPLOY_SSH_JUMP ->
          form("Jump host")
              .with(
                  optional("[A-Za-z0-9_:\\[][A-Za-z0-9_.+/@:\\[\\]-]*"),
                  "A Host of your ssh configuration, or [USER@]HOST[:PORT]");
      case DOKPLOY_SSH_TLS_DOMAIN ->
          form("Domain for TLS")
              .with(optional("[A-Za-z0-9.-]{1,180}"), "A domain, such as dev.example.com");
      case DOKPLOY_SSH_TLS_PORT ->
          form("Port for TLS", "443").with(optional(PORT), "A port, a number from 1 to 65535");
      case DOKPLOY_SSH_TLS_BESIDE_APPS -> form("Beside apps");
      case DOKPLOY_SSH_PERSIST ->
          form("Live connection", "30m", "8h").with(optional(DURATION), DURATION_RULE);
      case DOKPLOY_KEEP_UNREACHABLE -> form("Keep unreachable");
      case INACTIVITY_TIMEOUT ->
          form("Stop when idle", "10m", "30m", "1h", "8h").with(optional(DURATION), DURATION_RULE);
      case AGENT_PATH -> form("Agent's path").with(optional(PATH), PATH_RULE);
      case AGENT_DATA_PATH -> form("Agent's data").with(optional(PATH), PATH_RULE);
      case INJECT_GIT_CREDENTIALS -> form("Git credentials");
      case INJECT_DOCKER_CREDENTIALS -> form("Docker credentials");
    };
  }

  private static OptionForm form(String title, String... suggestions) {
    return new OptionForm(title, List.of(), List.of(suggestions), Optional.empty());
  }

  private static OptionForm choice(String title, List<String> values) {
    return new OptionForm(title, values, List.of(), Optional.empty());
  }

  private OptionForm with(String pattern, String message) {
    return new OptionForm(title, values, suggestions, Optional.of(new Rule(pattern, message)));
  }

  /** What our reader strips off has no printable ASCII character. */
  private static String required(String value) {
    return "^[^!-~]*(?:" + value + ")[^!-~]*$";
  }

  /** Empty is what an option is set to, to have its default again. */
  private static String optional(String value) {
    return "^[^!-~]*(?:" + value + ")?[^!-~]*$";
  }
}
