package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.provider.problem.DeploymentFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which fault the words of Docker, Compose and BuildKit mean. Only what they say themselves is
 * looked at, never the output of a step or a name. No pattern fits a name of an image, a service or
 * a volume: these have no blanks.
 */
final class DeploymentFaults {
  private static final Pattern FULL = Pattern.compile("[Nn]o space left on device");
  private static final Pattern OTHER_PROCESSOR =
      Pattern.compile("exec format error|no match for platform");

  private static final Map<Pattern, DeploymentFault> IMAGE =
      table(
          "429 Too Many Requests|toomanyrequests:|pull rate limit",
          DeploymentFault.REGISTRY_LIMIT,
          "no match for platform",
          DeploymentFault.IMAGE_PLATFORM,
          "40[13] (Unauthorized|Forbidden)|pull access denied|authorization failed"
              + "|: denied\\b|no basic auth credentials|authentication required",
          DeploymentFault.IMAGE_DENIED,
          ": not found$|manifest unknown|404 Not Found|invalid reference format",
          DeploymentFault.IMAGE_NOT_FOUND,
          "no space left on device",
          DeploymentFault.DISK_FULL);

  /** What follows "Error response from daemon: ", or "failed to ...: " of Compose. */
  private static final Map<Pattern, DeploymentFault> DAEMON =
      table(
          "port is already allocated|bind: address already in use|ports are allocated"
              + "|address already in use",
          DeploymentFault.PORT_TAKEN,
          "cannot assign requested address",
          DeploymentFault.ADDRESS_MISSING,
          "could not find an available, non-overlapping IPv4 address pool"
              + "|all predefined address pools have been fully subnetted",
          DeploymentFault.NETWORKS_USED_UP,
          "pool overlaps with other one on this address space",
          DeploymentFault.SUBNET_TAKEN,
          "network [0-9a-f]{64} not found",
          DeploymentFault.NETWORK_GONE,
          "unknown (or invalid )?runtime",
          DeploymentFault.RUNTIME_MISSING,
          "could not select device driver|nvidia-container-cli|CDI device|GPU vendor",
          DeploymentFault.GPU_MISSING,
          "storage[- ]opt|project quota|pquota",
          DeploymentFault.DISK_LIMIT_REFUSED,
          "error gathering device information",
          DeploymentFault.DEVICE_MISSING,
          "privileged mode is incompatible|privileged containers? (is|are) not allowed",
          DeploymentFault.PRIVILEGED_REFUSED,
          "range of CPUs is|minimum memory limit|memory limit should|limit .* too (small|large)"
              + "|invalid (cpus|memory|shm|pids)",
          DeploymentFault.LIMIT_REFUSED,
          "invalid mount config|mount path must be absolute|failed to mount local volume"
              + "|invalid volume specification",
          DeploymentFault.MOUNT,
          "error evaluating symlinks from mount source|error while mounting volume",
          DeploymentFault.VOLUME_DAMAGED,
          "external volume \\S+ not found|no such volume",
          DeploymentFault.VOLUME_MISSING,
          "network \\S+ (not found|declared as external, but could not be found)",
          DeploymentFault.NETWORK_MISSING,
          "no space left on device",
          DeploymentFault.DISK_FULL,
          "OCI runtime|failed to create (shim )?task|unable to start container process",
          DeploymentFault.START_REFUSED);

  /** Of Compose, and of Dokploy where there was no command to log. */
  private static final Map<Pattern, DeploymentFault> OTHER =
      table(
          "additional propert(y|ies) .*not allowed|unsupported (config )?option"
              + "|is not a docker command|unknown shorthand flag|compose: not found",
          DeploymentFault.COMPOSE_TOO_OLD,
          "requires buildx|buildx component is missing|buildx: not found"
              + "|unable to evaluate symlinks in Dockerfile path|BuildKit is (required|not supported)",
          DeploymentFault.BUILDER_TOO_OLD,
          "cannot connect to the Docker daemon|connect to the Docker daemon socket"
              + "|failed to connect to the docker API",
          DeploymentFault.DOCKER_DOWN,
          "SSH connection error",
          DeploymentFault.SERVER_UNREACHABLE);

  private DeploymentFaults() {}

  static DeploymentFault of(FailedBuild build) {
    String step = build.step();
    if (step.startsWith("RUN ")) {
      return ofRun(build);
    }
    if (step.startsWith("load metadata for ")
        || step.startsWith("FROM ")
        || step.startsWith("resolve image config for ")) {
      return find(IMAGE, build.error()).orElse(DeploymentFault.REGISTRY_UNREACHABLE);
    }
    if (FULL.matcher(build.error()).find()) {
      return DeploymentFault.DISK_FULL;
    }
    // The Dockerfile is this program's: a builder that can't read it is another than is tested.
    return step.isEmpty() && build.error().contains("dockerfile parse error")
        ? DeploymentFault.BUILDER_TOO_OLD
        : find(OTHER, build.error()).orElse(DeploymentFault.UNKNOWN);
  }

  /** The instructions are those of the resource Dockerfile and its parts. */
  private static DeploymentFault ofRun(FailedBuild build) {
    if (build.step().endsWith("\"script\"]")) {
      return DeploymentFault.SCRIPT;
    }
    if (build.step().endsWith("\"caches\"]")) {
      return DeploymentFault.CACHES;
    }
    // Package managers say of the disk what Docker does: it is the same.
    if (build.output().stream().anyMatch(line -> says(FULL, line))) {
      return DeploymentFault.DISK_FULL;
    }
    return Stream.concat(build.output().stream(), Stream.of(build.error()))
            .anyMatch(line -> says(OTHER_PROCESSOR, line))
        ? DeploymentFault.IMAGE_PLATFORM
        : DeploymentFault.SETUP;
  }

  private static boolean says(Pattern pattern, String text) {
    return pattern.matcher(text).find();
  }

  /** What a line of Docker's or Compose's own means; empty where it means nothing known. */
  static Optional<DeploymentFault> of(String line) {
    return find(DAEMON, line).or(() -> find(OTHER, line));
  }

  private static Optional<DeploymentFault> find(Map<Pattern, DeploymentFault> table, String text) {
    return table.entrySet().stream()
        .filter(entry -> says(entry.getKey(), text))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<Pattern, DeploymentFault> table(Object... rows) {
    var table = new LinkedHashMap<Pattern, DeploymentFault>();
    for (int i = 0; i < rows.length; i += 2) {
      table.put(
          Pattern.compile((String) rows[i], Pattern.CASE_INSENSITIVE),
          (DeploymentFault) rows[i + 1]);
    }
    return table;
  }
}
