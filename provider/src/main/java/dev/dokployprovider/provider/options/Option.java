package dev.dokployprovider.provider.options;

import static dev.dokployprovider.provider.options.OptionForm.choice;
import static dev.dokployprovider.provider.options.OptionForm.titled;

import java.util.Optional;
import java.util.Set;

/**
 * Every option, once, a row each: provider.yaml, the table in README.md, the launcher's lists and
 * the checks come from this list. The constants are named as DevPod names the options.
 *
 * <p>DevPod exports an option without a value as an empty variable, so empty means "not set".
 */
public enum Option {
  DOKPLOY_SERVER_URL(
      Group.SERVER,
      "The address of your Dokploy server, for example https://dokploy.example.com",
      "",
      titled("Dokploy's address")
          .matching(
              "[hH][tT][tT][pP][sS]?://[\\s\\S]+",
              "An address that begins with https:// or http://, such as https://dokploy.example.com"),
      Trait.REQUIRED,
      Trait.GLOBAL),
  DOKPLOY_API_TOKEN(
      Group.SERVER,
      "An API key of your Dokploy (Settings > Profile > API/CLI Keys on its page), or where it is:"
          + " file:PATH, env:NAME, command:PROGRAM ARGS",
      "",
      titled("API key")
          .matching(
              "[!-~]+|(?:file|command):[ -~]+",
              "A key without spaces, or file:PATH, env:NAME or command:PROGRAM ARGS"),
      Trait.REQUIRED,
      Trait.GLOBAL,
      Trait.PASSWORD),
  DOKPLOY_PROJECT_NAME(
      Group.SERVER,
      "The Dokploy project for the machines; created if it does not exist",
      "devpod-workspaces",
      titled("Project").matching("[^\\x00-\\x1f\\x7f]{0,100}", "1 to 100 characters on one line"),
      Trait.GLOBAL),
  DOKPLOY_SERVER(
      Group.SERVER,
      "The remote server of Dokploy to create machines on, by name or id; auto: the one with the"
          + " fewest machines. Empty: Dokploy's own server",
      "",
      titled("Remote server", ProviderOptions.ANY_SERVER)
          .matching("[^\\x00-\\x1f\\x7f]{0,100}", "1 to 100 characters on one line"),
      Trait.ON_SERVER),
  DOKPLOY_CA_CERT_FILE(
      Group.SERVER,
      "A PEM file with a certificate authority to trust for Dokploy, in addition to the system's",
      "",
      titled("Certificate authority"),
      Trait.GLOBAL),
  DOKPLOY_CREATE_TIMEOUT(
      Group.SERVER,
      "How long creating a machine may take, including the wait in Dokploy's queue",
      "20m",
      titled("Time to create", "20m", "1h").matching(OptionForm.DURATION, OptionForm.DURATION_RULE),
      Trait.GLOBAL),
  DOKPLOY_MACHINE_IMAGE(
      Group.MACHINE,
      "The base image of a machine",
      "cruizba/ubuntu-dind:latest",
      titled("Base image", "cruizba/ubuntu-dind:latest", "debian:12", "alpine:3.22")
          .matching(
              "[A-Za-z0-9][A-Za-z0-9._/:@-]{0,399}",
              "The name of an image, such as debian:12 or ghcr.io/me/base:1.2")),
  DOKPLOY_MACHINE_DOCKER(
      Group.MACHINE,
      "Docker on the machine: privileged, rootless, sysbox (must be installed on the server) or none",
      "privileged",
      choice("Docker", "privileged", "rootless", "sysbox", "none")),
  DOKPLOY_MACHINE_CPUS(
      Group.MACHINE,
      "The number of CPUs that the machine may use, for example 1.5",
      "",
      titled("CPUs", "1", "2", "4")
          .matching(
              "[0-9]{1,4}(?:\\.[0-9]{1,3})?", "A number of CPUs such as 2 or 1.5, at least 0.1"),
      Trait.LIMIT),
  DOKPLOY_MACHINE_MEMORY(
      Group.MACHINE,
      "The memory that the machine may use, for example 4g",
      "",
      titled("Memory", "2g", "4g", "8g")
          .matching(OptionForm.SIZE, "A size with a unit, such as 512m or 4g, at least 256m"),
      Trait.LIMIT),
  DOKPLOY_MACHINE_PIDS(
      Group.MACHINE,
      "The most processes and threads that the machine may have at once",
      "",
      titled("Processes").matching("\\+?[0-9]{1,10}", "A number from 100 to 4194304"),
      Trait.LIMIT),
  DOKPLOY_MACHINE_SHM(
      Group.MACHINE,
      "The size of /dev/shm on the machine, for example 1g",
      "",
      titled("Shared memory", "64m", "1g")
          .matching(OptionForm.SIZE, "A size with a unit, such as 64m or 1g, at least 1m"),
      Trait.LIMIT),
  DOKPLOY_MACHINE_DISK(
      Group.MACHINE,
      "The size of the machine's disk without its volumes, for example 20g; not every server can limit it",
      "",
      titled("Disk", "20g", "50g")
          .matching(OptionForm.SIZE, "A size with a unit, such as 20g, at least 1g"),
      Trait.LIMIT),
  DOKPLOY_MACHINE_GPUS(
      Group.MACHINE,
      "The GPUs that the machine gets: all, a number, or ids such as 0,1",
      "",
      titled("GPUs", "all", "1")
          .matching(
              "all|(?:id:)?[0-9A-Za-z/,-]+", "all, a number from 1 to 64, or ids such as 0,1"),
      Trait.LIMIT),
  DOKPLOY_MACHINE_RESTART(
      Group.MACHINE,
      "After a reboot of the server: on-failure (the machine stays stopped) or unless-stopped (it"
          + " starts by itself, and is never stopped for being idle)",
      "on-failure",
      choice("Restart", "on-failure", "unless-stopped")),
  DOKPLOY_MACHINE_USER(
      Group.MACHINE,
      "The user that logs in; users other than root can use sudo without a password",
      "root",
      titled("User", "root", "dev")
          .matching("[a-z_][a-z0-9_-]{0,31}", "Lower-case letters, digits, - and _, at most 32")),
  DOKPLOY_MACHINE_PACKAGES(
      Group.MACHINE,
      "More packages of the distribution to install, separated by spaces",
      "",
      titled("Packages")),
  DOKPLOY_MACHINE_ENV(
      Group.MACHINE,
      "Environment variables of the machine, NAME=VALUE, one per line; values are taken literally",
      "",
      titled("Environment"),
      Trait.MULTILINE,
      Trait.CONFIDENTIAL),
  DOKPLOY_MACHINE_VOLUMES(
      Group.MACHINE,
      "More persistent volumes, NAME=/PATH, one per line",
      "",
      titled("Volumes"),
      Trait.MULTILINE),
  DOKPLOY_MACHINE_MIRRORS(
      Group.MACHINE,
      "Mirrors of Docker Hub for the machine's own Docker, separated by spaces",
      "",
      titled("Mirrors of Docker Hub"),
      Trait.CONFIDENTIAL),
  DOKPLOY_MACHINE_CACHES(
      Group.MACHINE,
      "Volumes shared by all your machines on a server, NAME=/PATH, one per line",
      "",
      titled("Shared volumes"),
      Trait.MULTILINE),
  DOKPLOY_MACHINE_SHARED_IMAGES(
      Group.MACHINE,
      "Share pulled and built images between your machines on a server, up to this size, for example"
          + " 20g",
      "",
      titled("Shared images", "10g", "20g")
          .matching(OptionForm.SIZE, "A size with a unit, such as 20g, at least 1g")),
  DOKPLOY_MACHINE_PROXY(
      Group.MACHINE,
      "The web proxy for the machine, its Docker and its builds, as http://HOST:PORT",
      "",
      titled("Proxy")
          .matching(
              "(?:https?|socks5h?)://[!-~]+",
              "The address of a proxy, such as http://proxy.example.com:3128"),
      Trait.CONFIDENTIAL),
  /**
   * Reserved for tests between networks (RFC 2544), so that no company's and no provider's network
   * is there, and not a part of what Docker takes by itself.
   */
  DOKPLOY_MACHINE_SUBNETS(
      Group.MACHINE,
      "The address range on the server from which each machine's own network gets eight addresses",
      "198.19.0.0/17",
      titled("Subnets")
          .matching("[0-9.]{7,15}/[0-9]{1,2}", "A range of IPv4 addresses, such as 198.19.0.0/17")),
  DOKPLOY_MACHINE_LOGINS(
      Group.MACHINE,
      "A file in the format of Docker's config.json with registry logins for the machine's own Docker",
      "",
      titled("Registry logins"),
      Trait.CONFIDENTIAL),
  DOKPLOY_MACHINE_SCRIPT(
      Group.MACHINE,
      "A shell script, or the path of one, to run as root at the end of the image's build",
      "",
      titled("Script"),
      Trait.MULTILINE,
      Trait.CONFIDENTIAL),
  DOKPLOY_AUTHORIZED_KEYS(
      Group.SSH,
      "More public keys that may log in, one per line, or the path of a file with them",
      "",
      titled("Public keys"),
      Trait.MULTILINE,
      Trait.GLOBAL,
      Trait.CONFIDENTIAL),
  DOKPLOY_SSH_PORTS(
      Group.SSH,
      "The server's ports that machines may use for SSH, as [ADDRESS:]FIRST-LAST",
      "2222-2250",
      titled("Ports for SSH", "2222-2250")
          .matching(
              "(?:(?:\\[[0-9a-fA-F:]+\\]|[0-9.]+):)?"
                  + OptionForm.PORT
                  + "(?:-"
                  + OptionForm.PORT
                  + ")?",
              "A port or a range, such as 2222-2250 or 127.0.0.1:2222-2250 (an IPv6 address in"
                  + " brackets)"),
      Trait.GLOBAL),
  DOKPLOY_SSH_HOST(
      Group.SSH,
      "The server's address for SSH, if it is not Dokploy's own (for example with a CDN or NAT in front)",
      "",
      titled("Address for SSH")
          .matching(
              "\\[?[A-Za-z0-9:.][A-Za-z0-9:._%-]{0,252}\\]?",
              "A host name or an IP address, without a port"),
      Trait.GLOBAL),
  DOKPLOY_SSH_ROUTE(
      Group.SSH,
      "How machines are reached: port, tls (through Traefik) or jump (through an SSH server)",
      "port",
      choice("Route", "port", "tls", "jump"),
      Trait.GLOBAL),
  DOKPLOY_SSH_JUMP(
      Group.SSH,
      "For the route jump: a Host in your ssh configuration, or [USER@]HOST[:PORT]",
      "",
      titled("Jump host")
          .matching(
              "[A-Za-z0-9_:\\[][A-Za-z0-9_.+/@:\\[\\]-]*",
              "A Host in your ssh configuration, or [USER@]HOST[:PORT]"),
      Trait.GLOBAL),
  DOKPLOY_SSH_TLS_DOMAIN(
      Group.SSH,
      "For the route tls: the domain of the machines' names at Traefik; it needs no DNS entry",
      "devpod.internal",
      titled("Domain for TLS")
          .matching("[A-Za-z0-9.-]{1,180}", "A domain, such as dev.example.com"),
      Trait.GLOBAL),
  DOKPLOY_SSH_TLS_PORT(
      Group.SSH,
      "For the route tls: Traefik's port on the server",
      "443",
      titled("Port for TLS", "443").matching(OptionForm.PORT, "A port, a number from 1 to 65535"),
      Trait.GLOBAL),
  DOKPLOY_SSH_TLS_BESIDE_APPS(
      Group.SSH,
      "For the route tls: let machines without privileges share a network with all apps of the server",
      "false",
      titled("Beside apps"),
      Trait.BOOLEAN,
      Trait.GLOBAL),
  DOKPLOY_SSH_PERSIST(
      Group.SSH,
      "How long an unused SSH connection to a machine is kept open, for example 30m or 8h",
      "30m",
      titled("Live connection", "30m", "8h")
          .matching(OptionForm.DURATION, OptionForm.DURATION_RULE),
      Trait.GLOBAL),
  DOKPLOY_KEEP_UNREACHABLE(
      Group.SSH,
      "Keep a new machine that was built but can't be used, to inspect it, instead of removing it",
      "false",
      titled("Keep unreachable"),
      Trait.BOOLEAN,
      Trait.GLOBAL),
  INACTIVITY_TIMEOUT(
      Group.AGENT,
      "Stop the machine when it has not been used for this long, for example 10m or 1h",
      "10m",
      titled("Stop when idle", "10m", "30m", "1h", "8h")
          .matching(OptionForm.DURATION, OptionForm.DURATION_RULE),
      Trait.DURATION),
  AGENT_PATH(
      Group.AGENT,
      "The path of DevPod's agent on the machine",
      "/var/lib/devpod/agent/devpod",
      titled("Agent's path").matching(OptionForm.PATH, OptionForm.PATH_RULE)),
  AGENT_DATA_PATH(
      Group.AGENT,
      "The folder on the machine where DevPod's agent keeps workspaces",
      "/var/lib/devpod/data",
      titled("Agent's data").matching(OptionForm.PATH, OptionForm.PATH_RULE)),
  INJECT_GIT_CREDENTIALS(
      Group.AGENT,
      "Let the machine use this computer's Git credentials; DevPod 0.6.15 goes by SSH_INJECT_GIT_CREDENTIALS of its context instead",
      "true",
      titled("Git credentials"),
      Trait.BOOLEAN),
  INJECT_DOCKER_CREDENTIALS(
      Group.AGENT,
      "Let the machine use this computer's Docker credentials",
      "true",
      titled("Docker credentials"),
      Trait.BOOLEAN);

  /** How DevPod groups the options on its page. */
  public enum Group {
    SERVER("Dokploy", true),
    MACHINE("Machine", true),
    SSH("SSH", false),
    AGENT("Agent", false);

    private final String title;
    private final boolean shown;

    Group(String title, boolean shown) {
      this.title = title;
      this.shown = shown;
    }

    public String title() {
      return title;
    }

    /** Whether the group is open at first. */
    public boolean shown() {
      return shown;
    }
  }

  /** What DevPod must know of an option beside its text. */
  public enum Trait {
    REQUIRED,
    PASSWORD,
    /**
     * One value for the provider and not a copy in each machine: DevPod freezes the others when a
     * machine is made, so that a new token would never reach it (docs/reference/devpod.md §1).
     * Global is what tells how Dokploy and machines are reached, and not what a machine is made of
     * or where its workspaces are. One machine's own value is kept with it all the same, if `up` is
     * given it by --provider-option.
     */
    GLOBAL,
    /**
     * A form offers what the user's Dokploy has: a sub option, which is not in provider.yaml. None
     * that is global can be one, as the clients copy a global sub option into each machine
     * (docs/reference/devpod.md §1).
     */
    ON_SERVER,
    /**
     * May hold a secret: shown by its names and a digest, and taken out of the environment of
     * whatever does not need it.
     */
    CONFIDENTIAL,
    /** Limits what a machine may use of its server: one value, which the recipe reads. */
    LIMIT,
    /** Checked by the client alone, for its own use. */
    DURATION,
    BOOLEAN,
    MULTILINE
  }

  private final Group group;
  private final String description;
  private final String defaultValue;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes immutable ones
  private final OptionForm form;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of makes an immutable one
  private final Set<Trait> traits;

  Option(Group group, String description, String defaultValue, OptionForm form, Trait... traits) {
    this.group = group;
    this.description = description;
    this.defaultValue = defaultValue;
    this.form = form;
    this.traits = Set.of(traits);
  }

  public Group group() {
    return group;
  }

  public String description() {
    return description;
  }

  /** The value when none is set; empty when there is no default. */
  public Optional<String> defaultValue() {
    return defaultValue.isEmpty() ? Optional.empty() : Optional.of(defaultValue);
  }

  /** How a client's form shows it. */
  OptionForm form() {
    return form;
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }
}
