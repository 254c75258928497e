package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.ServerContainers;
import dev.dokployprovider.dokploy.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads what Docker says, passed on by Dokploy. */
final class DockerAnswers {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{12,64}");

  /** Of TCP only; IPv6 has brackets, or none before Docker 24. */
  private static final Pattern PORTS =
      Pattern.compile("([0-9a-fA-F.:\\[\\]]+):(\\d{1,5})(?:-(\\d{1,5}))?->[0-9-]+/tcp");

  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(B|kB|MB|GB|TB|PB)");

  private DockerAnswers() {}

  /**
   * A row without an id is Dokploy's placeholder for "no container" (docs/reference/dokploy.md
   * §2.6). No answer at all is what it says when Docker fails, and never "none".
   */
  static List<Container> containers(Json answer) {
    return Answers.list(answer).stream()
        .filter(row -> ID.matcher(row.get("containerId").textOrEmpty()).matches())
        .map(DockerAnswers::container)
        .toList();
  }

  private static Container container(Json row) {
    return new Container(
        Answers.need(row, "containerId"), row.get("name").textOrEmpty(), state(row.get("state")));
  }

  /** All rows, with their ports. */
  static ServerContainers onServer(Json answer) {
    return new ServerContainers(containers(answer), publishedPorts(answer));
  }

  /**
   * The ports of all rows, as {@code docker ps} writes them: {@code 0.0.0.0:2222->22/tcp,
   * [::]:2222->22/tcp}, or a range of them.
   */
  static List<Published> publishedPorts(Json answer) {
    return Answers.list(answer).stream()
        .flatMap(row -> PORTS.matcher(row.get("ports").textOrEmpty()).results())
        .flatMap(DockerAnswers::sides)
        .distinct()
        .toList();
  }

  /** Volumes whose size Docker does not know, {@code N/A}, are left out. */
  static Map<String, Long> volumeSizes(Json answer) {
    var sizes = new HashMap<String, Long>();
    for (var row : Answers.list(answer)) {
      bytes(row.get("size").textOrEmpty())
          .ifPresent(size -> sizes.put(row.get("name").textOrEmpty(), size));
    }
    return sizes;
  }

  /** As Docker writes sizes, in powers of 1000: {@code 537B}, {@code 213kB}, {@code 1.52GB}. */
  static Optional<Long> bytes(String text) {
    var size = SIZE.matcher(text);
    if (!size.matches()) {
      return Optional.empty();
    }
    double factor = Math.pow(1000, "BkMGTP".indexOf(size.group(2).charAt(0)));
    return Optional.of(Math.round(Double.parseDouble(size.group(1)) * factor));
  }

  private static Stream<Published> sides(MatchResult match) {
    int first = Integer.parseInt(match.group(2));
    int last = match.group(3) == null ? first : Integer.parseInt(match.group(3));
    String address = match.group(1).replaceAll("^\\[|]$", "");
    return IntStream.rangeClosed(first, Math.min(last, 65535))
        .mapToObj(port -> new Published(address, port));
  }

  /** The object of {@code docker inspect}; empty where Docker knows no such container. */
  static Optional<ContainerDetails> details(Json inspect) {
    if (inspect.isNull()) {
      return Optional.empty();
    }
    var state = inspect.get("State");
    return Optional.of(
        new ContainerDetails(
            state(state.get("Status")),
            state.get("ExitCode").integer().orElse(0),
            state.get("Error").textOrEmpty(),
            published(inspect.get("NetworkSettings").get("Ports")),
            networks(inspect.get("NetworkSettings").get("Networks")),
            labels(inspect.get("Config").get("Labels")),
            volumes(inspect.get("Mounts")),
            health(state.get("Health"))));
  }

  /** Docker before 23 says "none" of an image whose check is switched off, later ones nothing. */
  private static Optional<ContainerDetails.Health> health(Json health) {
    return health
        .get("Status")
        .text()
        .filter(word -> !word.isEmpty() && !word.equals("none"))
        .map(word -> new ContainerDetails.Health(word, lastOutput(health.get("Log"))));
  }

  private static String lastOutput(Json log) {
    var runs = log.items();
    return runs.isEmpty() ? "" : ServerTexts.line(runs.getLast().get("Output").textOrEmpty());
  }

  /** A mounted folder of the host has no name. */
  private static List<String> volumes(Json mounts) {
    return mounts.items().stream()
        .filter(mount -> mount.get("Type").textOrEmpty().equals("volume"))
        .flatMap(mount -> mount.get("Name").text().stream())
        .toList();
  }

  private static Map<String, String> labels(Json labels) {
    var texts = new HashMap<String, String>();
    labels.fields().forEach((name, value) -> texts.put(name, value.textOrEmpty()));
    return texts;
  }

  private static ContainerState state(Json word) {
    return Answers.word(word, ContainerState.class, ContainerState.UNKNOWN);
  }

  /** {@code {"22/tcp": [{"HostIp": "0.0.0.0", "HostPort": "2222"}], "80/tcp": null}}. */
  private static Map<String, List<Published>> published(Json ports) {
    var published = new HashMap<String, List<Published>>();
    ports
        .fields()
        .forEach((name, bindings) -> {
          var sides = bindings.items().stream().map(DockerAnswers::side).flatMap(Optional::stream);
          var list = sides.toList();
          if (!list.isEmpty()) {
            published.put(name, list);
          }
        });
    return published;
  }

  private static Optional<Published> side(Json binding) {
    return port(binding.get("HostPort").textOrEmpty())
        .map(port -> new Published(binding.get("HostIp").textOrEmpty(), port));
  }

  private static Optional<Integer> port(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
  }

  /** A stopped container keeps its networks, without an address. */
  private static Map<String, String> networks(Json networks) {
    var addresses = new HashMap<String, String>();
    networks
        .fields()
        .forEach((name, network) ->
            network
                .get("IPAddress")
                .text()
                .filter(address -> !address.isEmpty())
                .ifPresent(address -> addresses.put(name, address)));
    return addresses;
  }
}
