package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

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
    return with(parts -> parts.packages = List.of(packages));
  }

  public SomeMachine environment(Map<String, String> environment) {
    return with(parts -> parts.environment = environment);
  }

  public SomeMachine volumes(Map<String, String> volumes) {
    return with(parts -> parts.volumes = volumes);
  }

  public SomeMachine caches(Map<String, String> caches) {
    return with(parts -> parts.caches = caches);
  }

  public SomeMachine mirrors(String... mirrors) {
    return with(parts -> parts.mirrors = List.of(mirrors));
  }

  public SomeMachine script(String script) {
    return with(parts -> parts.script = Optional.of(script));
  }

  public SomeMachine images(String volume, int mebibytes) {
    return with(parts -> parts.images = Optional.of(new SharedImages(volume, mebibytes)));
  }

  private SomeMachine with(Consumer<Parts> change) {
    var parts = new Parts(spec.additions());
    change.accept(parts);
    return with(spec.limits(), parts.additions());
  }

  /** Additions of which one is to be another. */
  private static final class Parts {
    private List<String> packages;
    private Map<String, String> environment;
    private Map<String, String> volumes;
    private Map<String, String> caches;
    private List<String> mirrors;
    private Optional<String> script;
    private Optional<SharedImages> images;

    private Parts(Additions old) {
      packages = old.packages();
      environment = old.environment();
      volumes = old.volumes();
      caches = old.caches();
      mirrors = old.mirrors();
      script = old.script();
      images = old.images();
    }

    private Additions additions() {
      return new Additions(packages, environment, volumes, caches, mirrors, script, images);
    }
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
