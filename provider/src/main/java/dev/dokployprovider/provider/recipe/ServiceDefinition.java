package dev.dokployprovider.provider.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The compose service of a machine, but for its labels; and how its image is built. */
final class ServiceDefinition {
  /** A named volume and where it is mounted. */
  record Volume(String name, String path) {}

  private ServiceDefinition() {}

  static List<Volume> volumes(MachineSpec spec) {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(new Volume("root", "/root"));
    volumes.add(new Volume("home", "/home"));
    volumes.add(new Volume("devpod", "/var/lib/devpod"));
    if (spec.docker() != DockerMode.NONE) {
      volumes.add(new Volume("docker", "/var/lib/docker"));
    }
    return volumes;
  }

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
    service.put("restart", "on-failure");
    service.put("stop_grace_period", "30s");
    isolation(spec.docker(), service);
    limits(spec.limits(), service);
    service.put("environment", environment(spec));
    spec.publish()
        .ifPresent(ports -> service.put("ports", List.of(ports.toContainerPort(Recipe.SSH_PORT))));
    service.put(
        "volumes",
        volumes(spec).stream().map(volume -> volume.name() + ":" + volume.path()).toList());
    service.put("configs", MachineFiles.mounts());
    return service;
  }

  static Map<String, Object> build(MachineSpec spec) {
    Map<String, Object> build = new LinkedHashMap<>();
    build.put("context", ".");
    build.put("dockerfile_inline", Resources.text("Dockerfile").replace("@IMAGE@", spec.image()));
    build.put(
        "args",
        List.of(
            "DEVPOD_MACHINE_DOCKER=" + spec.docker().word(),
            "DEVPOD_MACHINE_USER=" + spec.user(),
            "DEVPOD_MACHINE_PACKAGES=" + String.join(" ", spec.packages()),
            "DEVPOD_MACHINE_SETUP=\n" + Resources.text("setup.sh")));
    return build;
  }

  private static void isolation(DockerMode docker, Map<String, Object> service) {
    switch (docker) {
      case PRIVILEGED -> service.put("privileged", true);
      case SYSBOX -> service.put("runtime", "sysbox-runc");
      case ROOTLESS -> service.put("privileged", true);
      case NONE -> {}
    }
  }

  private static void limits(Limits limits, Map<String, Object> service) {
    limits.cpus().ifPresent(cpus -> service.put("cpus", cpus));
    limits.memory().ifPresent(memory -> service.put("mem_limit", memory));
    limits.pids().ifPresent(pids -> service.put("pids_limit", pids));
    limits.shm().ifPresent(shm -> service.put("shm_size", shm));
    limits
        .gpus()
        .ifPresent(gpus ->
            service.put(
                "deploy",
                Map.of(
                    "resources",
                    Map.of("reservations", Map.of("devices", List.of(gpus.reservation()))))));
  }

  /** As a list, so that nothing is taken for a number or a boolean. */
  private static List<String> environment(MachineSpec spec) {
    List<String> environment = new ArrayList<>();
    environment.add("DEVPOD_MACHINE_DOCKER=" + spec.docker().word());
    environment.add("DEVPOD_MACHINE_USER=" + spec.user());
    new TreeMap<>(spec.environment()).forEach((name, value) -> environment.add(name + "=" + value));
    return environment;
  }
}
