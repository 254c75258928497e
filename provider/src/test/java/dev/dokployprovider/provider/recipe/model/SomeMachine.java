package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A machine as it is when the user asks for nothing, and what tests ask for beside. */
public record SomeMachine(MachineSpec spec) {
  public static final String DEFAULT_IMAGE = defaultOf(Option.DOKPLOY_MACHINE_IMAGE);
  public static final String DEFAULT_SUBNETS = defaultOf(Option.DOKPLOY_MACHINE_SUBNETS);

  public static SomeMachine of(String machineId, String ports) {
    return new SomeMachine(
        new MachineSpec(
            machineId,
            DEFAULT_IMAGE,
            new Entry.Published(PublishedPorts.parse(ports)),
            DockerMode.PRIVILEGED,
            new Limits(Map.of()),
            "root",
            new Additions(
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()),
            Subnets.parse(DEFAULT_SUBNETS),
            RestartPolicy.ON_FAILURE));
  }

  private static String defaultOf(Option option) {
    return option.defaultValue().orElseThrow();
  }

  public SomeMachine image(String image) {
    return with(image, spec.publish(), spec.docker(), spec.user(), spec.subnets());
  }

  public SomeMachine entry(Entry entry) {
    return with(spec.image(), entry, spec.docker(), spec.user(), spec.subnets());
  }

  public SomeMachine docker(DockerMode docker) {
    return with(spec.image(), spec.publish(), docker, spec.user(), spec.subnets());
  }

  public SomeMachine user(String user) {
    return with(spec.image(), spec.publish(), spec.docker(), user, spec.subnets());
  }

  public SomeMachine subnets(String range) {
    return with(spec.image(), spec.publish(), spec.docker(), spec.user(), Subnets.parse(range));
  }

  public SomeMachine restart(RestartPolicy policy) {
    return new SomeMachine(
        new MachineSpec(
            spec.machineId(),
            spec.image(),
            spec.publish(),
            spec.docker(),
            spec.limits(),
            spec.user(),
            spec.additions(),
            spec.subnets(),
            policy));
  }

  private SomeMachine with(
      String image, Entry entry, DockerMode docker, String user, Subnets subnets) {
    return new SomeMachine(
        new MachineSpec(
            spec.machineId(),
            image,
            entry,
            docker,
            spec.limits(),
            user,
            spec.additions(),
            subnets,
            spec.restart()));
  }

  /**
   * With the value of an option that limits something.
   *
   * @param option one that does
   */
  public SomeMachine limit(Option option, String value) {
    var limits = new TreeMap<>(spec.limits().asked());
    limits.put(option, value);
    return with(new Limits(limits), spec.additions());
  }

  public SomeMachine packages(String... packages) {
    var old = spec.additions();
    return with(
        List.of(packages),
        old.environment(),
        old.volumes(),
        old.caches(),
        old.mirrors(),
        old.script(),
        old.images());
  }

  public SomeMachine environment(Map<String, String> environment) {
    var old = spec.additions();
    return with(
        old.packages(),
        environment,
        old.volumes(),
        old.caches(),
        old.mirrors(),
        old.script(),
        old.images());
  }

  public SomeMachine volumes(Map<String, String> volumes) {
    var old = spec.additions();
    return with(
        old.packages(),
        old.environment(),
        volumes,
        old.caches(),
        old.mirrors(),
        old.script(),
        old.images());
  }

  public SomeMachine caches(Map<String, String> caches) {
    var old = spec.additions();
    return with(
        old.packages(),
        old.environment(),
        old.volumes(),
        caches,
        old.mirrors(),
        old.script(),
        old.images());
  }

  public SomeMachine mirrors(String... mirrors) {
    var old = spec.additions();
    return with(
        old.packages(),
        old.environment(),
        old.volumes(),
        old.caches(),
        List.of(mirrors),
        old.script(),
        old.images());
  }

  public SomeMachine script(String script) {
    var old = spec.additions();
    return with(
        old.packages(),
        old.environment(),
        old.volumes(),
        old.caches(),
        old.mirrors(),
        Optional.of(script),
        old.images());
  }

  public SomeMachine images(String volume, int mebibytes) {
    var old = spec.additions();
    return with(
        old.packages(),
        old.environment(),
        old.volumes(),
        old.caches(),
        old.mirrors(),
        old.script(),
        Optional.of(new SharedImages(volume, mebibytes)));
  }

  private SomeMachine with(
      List<String> packages,
      Map<String, String> environment,
      Map<String, String> volumes,
      Map<String, String> caches,
      List<String> mirrors,
      Optional<String> script,
      Optional<SharedImages> images) {
    return with(
        spec.limits(),
        new Additions(packages, environment, volumes, caches, mirrors, script, images));
  }

  private SomeMachine with(Limits limits, Additions additions) {
    return new SomeMachine(
        new MachineSpec(
            spec.machineId(),
            spec.image(),
            spec.publish(),
            spec.docker(),
            limits,
            spec.user(),
            additions,
            spec.subnets(),
            spec.restart()));
  }
}
