package dev.dokployprovider.provider.recipe;

import dev.dokployprovider.provider.recipe.model.DockerMode;
import dev.dokployprovider.provider.recipe.model.Entry;
import dev.dokployprovider.provider.recipe.model.MachineSpec;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import dev.dokployprovider.provider.recipe.model.RestartPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The compose service of a machine, but for its labels and networks; and how its image is built.
 */
final class ServiceDefinition {
  /** Predefined by Docker for every build, without a part in what is cached. */
  private static final Pattern PROXY =
      Pattern.compile("(http|https|ftp|all|no)_proxy|(HTTP|HTTPS|FTP|ALL|NO)_PROXY");

  private ServiceDefinition() {}

  static Map<String, Object> of(MachineSpec spec, String hostname) {
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("hostname", hostname);
    // What the base image says of these is not the machine's.
    service.put("entrypoint", List.of("/bin/sh", MachineFiles.SCRIPT, "init"));
    service.put("user", "0");
    service.put("working_dir", "/");
    service.put("stop_signal", "SIGTERM");
    service.put("healthcheck", Map.of("disable", true));
    service.put("init", true);
    // Exit code 0 is a stop, all else a crash.
    service.put("restart", spec.restart().word());
    service.put("logging", logging());
    service.put("stop_grace_period", "30s");
    isolation(spec.docker(), service);
    service.putAll(spec.limits().keys());
    service.put("environment", environment(spec));
    entry(spec.publish(), service);
    service.put("volumes", mounts(spec));
    service.put("configs", MachineFiles.mounts(spec));
    return service;
  }

  /**
   * By default Docker keeps all that a container ever printed, and sshd logs each unknown client
   * that connects to its port.
   */
  private static Map<String, Object> logging() {
    Map<String, Object> logging = new LinkedHashMap<>();
    logging.put("driver", "json-file");
    logging.put("options", new TreeMap<>(Map.of("max-size", "10m", "max-file", "2")));
    return logging;
  }

  /**
   * How the image is built.
   *
   * @param layersOf images of the server that may have its layers already
   */
  static Map<String, Object> build(MachineSpec spec, String base, List<String> layersOf) {
    Map<String, Object> build = new LinkedHashMap<>();
    build.put("context", ".");
    if (!layersOf.isEmpty()) {
      build.put("cache_from", layersOf);
    }
    // In the image itself, so that the next machine finds the layers there.
    build.put("cache_to", List.of("type=inline"));
    String dockerfile = Resources.text("Dockerfile").replace("@IMAGE@", base);
    if (!spec.additions().caches().isEmpty()) {
      dockerfile += Resources.text("Dockerfile.caches");
    }
    if (spec.additions().script().isPresent()) {
      dockerfile += Resources.text("Dockerfile.script");
    }
    build.put("dockerfile_inline", dockerfile);
    build.put("args", buildArguments(spec));
    return build;
  }

  private static List<String> buildArguments(MachineSpec spec) {
    List<String> arguments = new ArrayList<>();
    spec.additions()
        .sortedEnvironment()
        .forEach((name, value) -> {
          if (PROXY.matcher(name).matches()) {
            arguments.add(name + "=" + BakeText.address(value));
          }
        });
    arguments.add("DEVPOD_MACHINE_DOCKER=" + inBuild(spec.docker()));
    arguments.add("DEVPOD_MACHINE_USER=" + spec.user());
    arguments.add("DEVPOD_MACHINE_PACKAGES=" + String.join(" ", spec.additions().packages()));
    arguments.add("DEVPOD_MACHINE_SETUP=\n" + Resources.text("setup.sh"));
    if (!spec.additions().caches().isEmpty()) {
      arguments.add(
          "DEVPOD_MACHINE_CACHES=" + String.join(" ", spec.additions().sortedCaches().values()));
    }
    spec.additions()
        .script()
        .ifPresent(script -> arguments.add("DEVPOD_MACHINE_SCRIPT=" + BakeText.script(script)));
    return arguments;
  }

  private static void isolation(DockerMode docker, Map<String, Object> service) {
    switch (docker) {
      case PRIVILEGED -> service.put("privileged", true);
      case SYSBOX -> service.put("runtime", "sysbox-runc");
      case ROOTLESS -> {
        // A user namespace and what it mounts are forbidden otherwise; its network is a tap device.
        service.put(
            "security_opt",
            List.of("seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined"));
        service.put("devices", List.of("/dev/net/tun:/dev/net/tun"));
      }
      case NONE -> {}
    }
  }

  private static void entry(Entry entry, Map<String, Object> service) {
    if (entry instanceof Entry.Published(var ports)) {
      service.put("ports", List.of(port(ports)));
    } else if (entry instanceof Entry.Named(var name)) {
      service.put("labels", Traefik.labels(name));
    }
  }

  /** What the build installs; the image is the same for those that need the same. */
  private static String inBuild(DockerMode docker) {
    return switch (docker) {
      case PRIVILEGED, SYSBOX -> "yes";
      case ROOTLESS -> "rootless";
      case NONE -> "no";
    };
  }

  private static List<Object> mounts(MachineSpec spec) {
    List<Object> mounts = new ArrayList<>();
    spec.volumes().forEach((volume, path) -> mounts.add(mount(volume, path)));
    spec.additions().sharedVolumes().forEach((volume, path) -> mounts.add(mount(volume, path)));
    if (spec.docker() == DockerMode.NONE) {
      mounts.add(inPlaceOfDockersVolume());
    }
    return mounts;
  }

  /**
   * Bases with Docker, the default one too, declare a volume where Docker's data is. Compose would
   * hand it from container to container by its name, and then no removal of a machine takes it.
   */
  private static Object inPlaceOfDockersVolume() {
    Map<String, Object> mount = new LinkedHashMap<>();
    mount.put("type", "tmpfs");
    mount.put("target", MachineSpec.DOCKER_PLACE);
    mount.put("tmpfs", new TreeMap<>(Map.of("size", 1 << 20, "mode", 0700)));
    return mount;
  }

  /** In the long form: in the short one, compose takes a single letter for a Windows drive. */
  static Object mount(String volume, String path) {
    Map<String, Object> mount = new LinkedHashMap<>();
    mount.put("type", "volume");
    mount.put("source", volume);
    mount.put("target", path);
    return mount;
  }

  private static Object port(PublishedPorts ports) {
    Map<String, Object> port = new LinkedHashMap<>();
    port.put("target", Recipe.SSH_PORT);
    ports.address().ifPresent(address -> port.put("host_ip", address));
    port.put("published", ports.range());
    port.put("protocol", "tcp");
    return port;
  }

  /** As a list, so that nothing is taken for a number or a boolean. */
  private static List<String> environment(MachineSpec spec) {
    List<String> environment = new ArrayList<>();
    environment.add("DEVPOD_MACHINE_DOCKER=" + spec.docker().word());
    environment.add("DEVPOD_MACHINE_USER=" + spec.user());
    environment.add("DEVPOD_MACHINE_MIRRORS=" + String.join(" ", spec.additions().mirrors()));
    if (spec.restart() == RestartPolicy.UNLESS_STOPPED) {
      environment.add("DEVPOD_MACHINE_RESTART=" + spec.restart().word());
    }
    spec.additions()
        .images()
        .ifPresent(store -> environment.add("DEVPOD_MACHINE_IMAGES=" + store.mebibytes()));
    spec.additions()
        .sortedEnvironment()
        .forEach((name, value) -> environment.add(name + "=" + value));
    return environment;
  }
}
