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
    return with(parts -> parts.image = image);
  }

  public SomeMachine entry(Entry entry) {
    return with(parts -> parts.entry = entry);
  }

  public SomeMachine docker(DockerMode docker) {
    return with(parts -> parts.docker = docker);
  }

  public SomeMachine user(String user) {
    return with(parts -> parts.user = user);
  }

  public SomeMachine subnets(String range) {
    return with(parts -> parts.subnets = Subnets.parse(range));
  }

  public SomeMachine restart(RestartPolicy policy) {
    return with(parts -> parts.restart = policy);
  }

  /**
   * With the value of an option that limits something.
   *
   * @param option one that does
   */
  public SomeMachine limit(Option option, String value) {
    var limits = new TreeMap<>(spec.limits().asked());
    limits.put(option, value);
    return with(parts -> parts.limits = new Limits(limits));
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
    var parts = new Parts(spec);
    change.accept(parts);
    return new SomeMachine(parts.spec());
  }

  /** A machine's parts, of which one is to be another. */
  private static final class Parts {
    private final String machineId;
    private String image;
    private Entry entry;
    private DockerMode docker;
    private Limits limits;
    private String user;
    private Subnets subnets;
    private RestartPolicy restart;
    private List<String> packages;
    private Map<String, String> environment;
    private Map<String, String> volumes;
    private Map<String, String> caches;
    private List<String> mirrors;
    private Optional<String> script;
    private Optional<SharedImages> images;

    private Parts(MachineSpec old) {
      machineId = old.machineId();
      image = old.image();
      entry = old.publish();
      docker = old.docker();
      limits = old.limits();
      user = old.user();
      subnets = old.subnets();
      restart = old.restart();
      packages = old.additions().packages();
      environment = old.additions().environment();
      volumes = old.additions().volumes();
      caches = old.additions().caches();
      mirrors = old.additions().mirrors();
      script = old.additions().script();
      images = old.additions().images();
    }

    private MachineSpec spec() {
      return new MachineSpec(
          machineId,
          image,
          entry,
          docker,
          limits,
          user,
          new Additions(packages, environment, volumes, caches, mirrors, script, images),
          subnets,
          restart);
    }
  }
}
