package dev.dokployprovider.provider.machine.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.problem.DeploymentFault;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What failed is told by who says it. The logs were written by Docker 20.10 with Compose 2.26
 * (buildx 0.13) and 2.40 (buildx 0.29, bake) for a service with "denied" in its name; addresses and
 * names of registries were replaced.
 */
class DeploymentLogTest {
  private static final Secret TOKEN = new Secret("the-token");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "script | SCRIPT | exit code: 3",
        "packages | SETUP | exit code: 100",
        "no-shell | SETUP | exit code: 1",
        "disk-full | DISK_FULL | exit code: 1",
        "caches | CACHES | exit code: 1",
        "registry-401 | IMAGE_DENIED | 401 Unauthorized",
        "registry-403 | IMAGE_DENIED | 403 Forbidden",
        "registry-404 | IMAGE_NOT_FOUND | registry.example.com/me/base:1: not found",
        "registry-429 | REGISTRY_LIMIT | 429 Too Many Requests",
        "registry-500 | REGISTRY_UNREACHABLE | 500 Internal Server Error",
        "registry-lost | REGISTRY_UNREACHABLE | no such host",
        "dockerfile | BUILDER_TOO_OLD | unknown instruction: ECHO",
        "runtime | RUNTIME_MISSING | Unknown runtime specified sysbox-runc",
        "gpu | GPU_MISSING | with capabilities: [[gpu]]",
        "disk-limit | DISK_LIMIT_REFUSED | mount option",
        "device | DEVICE_MISSING | no such file or directory",
        "port-of-a-program | PORT_TAKEN | bind: address already in use",
        "port-of-a-container | PORT_TAKEN | port is already allocated",
        "address | ADDRESS_MISSING | bind: cannot assign requested address",
        "mount | MOUNT | mount path must be absolute",
        "network-missing | NETWORK_MISSING | ",
        "cpus | LIMIT_REFUSED | only 2 CPUs available",
        "memory | LIMIT_REFUSED | memory limit allowed is 6MB"
      })
  void a_real_log_tells_its_fault_and_ends_with_the_reason(
      String name, DeploymentFault fault, String end) throws IOException {
    for (String compose : new String[] {"2.26", "2.40"}) {
      var read = DeploymentLog.read(log(name + "-" + compose), TOKEN);
      assertThat(read.fault()).as(compose).isEqualTo(fault);
      assertThat(read.lines().getLast()).as(compose).endsWith(end == null ? "" : end);
      assertThat(String.join("\n", read.lines()))
          .as("lines that have nothing to do with it")
          .doesNotContain("importing cache", "Creating", "Docker command failed");
    }
  }

  @Test
  void of_a_failed_step_its_own_last_lines_are_shown() throws IOException {
    assertThat(DeploymentLog.read(log("script-2.40"), TOKEN).lines())
        .containsExactly(
            "fetching",
            "error: not a problem, denied, no space left on device",
            "checksum mismatch",
            "exit code: 3");
    assertThat(DeploymentLog.read(log("registry-429-2.26"), TOKEN).lines())
        .containsExactly(
            "load metadata for registry.example.com/me/base:1: pulling from host"
                + " registry.example.com failed with status code [manifests 1]: 429 Too Many"
                + " Requests");
  }

  /** What other releases say, out of their sources and of reports of them. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "failed to create network devpod-x_default: Error response from daemon: could not find an"
            + " available, non-overlapping IPv4 address pool among the defaults to assign to the"
            + " network | NETWORKS_USED_UP",
        "failed to create network devpod-x_default: Error response from daemon: all predefined"
            + " address pools have been fully subnetted | NETWORKS_USED_UP",
        "failed to create network web_subnet-198-19-0-8: Error response from daemon: Pool overlaps"
            + " with other one on this address space | SUBNET_TAKEN",
        "Error response from daemon: invalid pool request: Pool overlaps with other one on this"
            + " address space | SUBNET_TAKEN",
        "Error response from daemon: network"
            + " 73288644a1506d9ada0769a86d6656703f479d720e1ce0ce37ef22acfd62d980 not found"
            + " | NETWORK_GONE",
        "validating /x/docker-compose.yml: configs.authorized_keys Additional property content is"
            + " not allowed | COMPOSE_TOO_OLD",
        "validating /x/docker-compose.yml: services.machine.build Additional property"
            + " dockerfile_inline is not allowed | COMPOSE_TOO_OLD",
        "validating /x/docker-compose.yml: configs.first_host_key additional properties 'content'"
            + " not allowed | COMPOSE_TOO_OLD",
        "docker: 'compose' is not a docker command. | COMPOSE_TOO_OLD",
        "unknown shorthand flag: 'p' in -p | COMPOSE_TOO_OLD",
        "compose build requires buildx 0.17.0 or later | BUILDER_TOO_OLD",
        "unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat"
            + " /x/Dockerfile: no such file or directory | BUILDER_TOO_OLD",
        "Error response from daemon: unknown or invalid runtime name: sysbox-runc | RUNTIME_MISSING",
        "Error response from daemon: failed to set up container networking: driver failed"
            + " programming external connectivity on endpoint devpod-x-machine-1 (b6): failed to bind"
            + " host port for 0.0.0.0:2222:172.18.0.2:22/tcp: address already in use | PORT_TAKEN",
        "Error response from daemon: privileged mode is incompatible with user namespaces."
            + " You must run the container in the host namespace when running privileged mode |"
            + " PRIVILEGED_REFUSED",
        "Error response from daemon: failed to create task for container: failed to create shim"
            + " task: OCI runtime create failed: runc create failed: x | START_REFUSED",
        "Error response from daemon: mkdir /var/lib/docker/overlay2/x: no space left on device |"
            + " DISK_FULL",
        "external volume \"devpod-cache-x-npm\" not found | VOLUME_MISSING",
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon"
            + " running? | DOCKER_DOWN",
        "Error response from daemon: something new | UNKNOWN",
        "something new | UNKNOWN"
      })
  void the_engines_and_composes_own_words_tell_a_fault(String line, DeploymentFault fault) {
    String log =
        "Source Type: raw: ✅\n Network no-space-left_default  Created\n"
            + " Container denied-machine-1  Creating\n"
            + line
            + "\nError: ❌ Docker command failed\n";
    var read = DeploymentLog.read(log, TOKEN);
    assertThat(read.fault()).isEqualTo(fault);
    assertThat(read.lines()).containsExactly(line.strip());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "pull access denied, repository does not exist or may require authorization: server message:"
            + " insufficient_scope: authorization failed | IMAGE_DENIED",
        "failed to authorize: failed to fetch oauth token: unexpected status from GET request to"
            + " https://x/token: 401 Unauthorized: access denied | IMAGE_DENIED",
        "failed to copy: httpReadSeeker: failed open: unexpected status code x: 429 Too Many Requests"
            + " - Server message: toomanyrequests: You have reached your unauthenticated pull rate"
            + " limit. | REGISTRY_LIMIT",
        "no match for platform in manifest: not found | IMAGE_PLATFORM",
        "failed to do request: Head \"https://x\": x509: certificate signed by unknown authority |"
            + " REGISTRY_UNREACHABLE",
        "failed to resolve source metadata for x/401-forbidden:not-found: x: EOF |"
            + " REGISTRY_UNREACHABLE"
      })
  void an_image_that_can_not_be_pulled_is_told_in_its_own_words(
      String error, DeploymentFault fault) {
    String log =
        "#3 [machine internal] load metadata for x/401-denied:1\n#3 ERROR: "
            + error
            + "\n------\n > [machine internal] load metadata for x/401-denied:1:\n------\n"
            + "target machine: failed to solve: x: "
            + error
            + "\n";
    assertThat(DeploymentLog.read(log, TOKEN).fault()).isEqualTo(fault);
  }

  /** Only the end of a long log is read: the step's name stands in the summary then. */
  @Test
  void a_step_whose_beginning_was_not_read_is_known_by_the_summary() throws IOException {
    String whole = log("script-2.40");
    String end = whole.substring(whole.indexOf("fetching"));
    var read = DeploymentLog.read(end, TOKEN);
    assertThat(read.fault()).isEqualTo(DeploymentFault.SCRIPT);
    assertThat(read.lines()).contains("checksum mismatch");
  }

  /** Also where the shell of an image for another processor is what can't be run. */
  @ParameterizedTest
  @ValueSource(strings = {"exec /bin/sh: exec format error", "no match for platform in manifest"})
  void a_step_that_the_processor_can_not_run_is_reported(String said) throws IOException {
    String log = log("packages-2.40").replace("E: Unable to locate package nosuch", said);
    var read = DeploymentLog.read(log, TOKEN);
    assertThat(read.fault()).isEqualTo(DeploymentFault.IMAGE_PLATFORM);
    assertThat(read.lines()).containsExactly(said, "exit code: 100");
  }

  @Test
  void what_the_engine_says_is_the_reason_also_where_it_is_not_known_and_others_speak_later() {
    String engine = "Error response from daemon: something new";
    assertThat(DeploymentLog.read("Warning: x\n" + engine + "\nexit status 1", TOKEN).lines())
        .containsExactly(engine);
    assertThat(DeploymentLog.read("Warning: x\nsomething new\nexit status 1", TOKEN).lines())
        .containsExactly("Warning: x", "something new", "exit status 1");
  }

  @Test
  void without_a_known_reason_the_last_lines_are_shown() {
    String log =
        IntStream.range(0, 30).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    var read = DeploymentLog.read(log, TOKEN);
    assertThat(read.fault()).isEqualTo(DeploymentFault.UNKNOWN);
    assertThat(read.lines()).hasSize(8).startsWith("line 22").endsWith("line 29");
  }

  @Test
  void escape_sequences_and_control_characters_do_not_reach_the_terminal() {
    assertThat(DeploymentLog.read("\u001B[31merror: no\u0007 space\u001B[0m", TOKEN).lines())
        .containsExactly("error: no  space");
  }

  @Test
  void a_very_long_line_is_cut_and_the_token_is_not_shown() {
    assertThat(DeploymentLog.read("error the-token " + "x".repeat(5000), TOKEN).lines())
        .hasSize(1)
        .allMatch(line -> line.length() == 1000 && line.endsWith("..."))
        .noneMatch(line -> line.contains("the-token"));
  }

  @Test
  void an_empty_log_gives_no_reason() {
    assertThat(DeploymentLog.read("", TOKEN).lines()).isEmpty();
  }

  @Test
  void what_dokploy_keeps_in_place_of_a_log_is_read_too() {
    var read =
        DeploymentLog.said(
            "An error have occured: SSH connection error: connect ECONNREFUSED 192.0.2.7:22",
            TOKEN);
    assertThat(read.fault()).isEqualTo(DeploymentFault.SERVER_UNREACHABLE);
  }

  private static String log(String name) throws IOException {
    try (var in = DeploymentLogTest.class.getResourceAsStream(name + ".log")) {
      return new String(requireNonNull(in, name).readAllBytes(), UTF_8);
    }
  }
}
