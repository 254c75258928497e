package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.provider.machine.deployment.DeploymentFaultLog;
import dev.dokployprovider.provider.world.FileFault;
import dev.dokployprovider.provider.world.ScriptFault;
import dev.dokployprovider.provider.world.SshFault;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What may go wrong on the computer, on the way to the machine, and on the server. */
@SuppressWarnings("ImmutableEnumChecker") // No beginning has a state.
enum WorldFault {
  LATENCY("latency 5 s", (world, verb) -> {}),
  DISK_FULL("disk full", (world, verb) -> world.files(FileFault.FULL)),
  READ_ONLY("folder read-only", (world, verb) -> world.files(FileFault.READ_ONLY)),
  NO_LINKS("a home without hard links", (world, verb) -> world.files(FileFault.NO_HARD_LINKS)),
  SSH_HANGS("ssh hanging", (world, verb) -> world.ssh(SshFault.HANGS)),
  SSHD_REFUSES("sshd refusing", (world, verb) -> world.ssh(SshFault.REFUSED)),
  KEY_REFUSED("sshd refusing the key", (world, verb) -> world.ssh(SshFault.KEY_REFUSED)),
  OTHER_KEY("host key changed", (world, verb) -> world.ssh(SshFault.OTHER_KEY)),
  OUT_OF_MEMORY("container OOM-killed", (world, verb) -> world.server().docker().allEndWith(137)),
  BUILD("image build failing", build("packages-2.40")),
  NO_IMAGE("base image not found", build("registry-404-2.40")),
  REGISTRY_401("registry 401", build("registry-401-2.40")),
  REGISTRY_429("registry 429", build("registry-429-2.40")),
  COMPOSE(
      "Compose before 2.23.1",
      (world, verb) ->
          deploys(
              world,
              verb,
              "validating /x/docker-compose.yml: configs.authorized_keys Additional property content"
                  + " is not allowed\n")),
  PORTS("port range used up", WorldFault::portsUsedUp),
  NO_TAR("a machine without GNU tar", volumes(ScriptFault.NO_TAR)),
  BUSY("a process that can't be paused", volumes(ScriptFault.BUSY)),
  CHANGED("a file that changes while it is saved", volumes(ScriptFault.CHANGED)),
  UNREADABLE("a file that can't be read", volumes(ScriptFault.UNREADABLE)),
  LOST("connection lost in the middle of a volume", volumes(ScriptFault.LOST)),
  KILLED("machine's container killed in the middle of a volume", volumes(ScriptFault.KILLED)),
  SERVER_FULL("server's disk full while a volume is restored", volumes(ScriptFault.FULL)),
  OTHER_BYTES("other bytes in a volume than were sent", volumes(ScriptFault.OTHER_BYTES));

  private final String words;
  private final BiConsumer<World, Verb> begin;

  WorldFault(String words, BiConsumer<World, Verb> begin) {
    this.words = words;
    this.begin = begin;
  }

  String words() {
    return words;
  }

  /** Begins it. */
  void begin(World world, Verb verb) {
    begin.accept(world, verb);
  }

  /** Ends it. */
  static void end(World world) {
    world.files(FileFault.NONE);
    world.ssh(SshFault.NONE);
    world.volumes().fault(ScriptFault.NONE);
    world.server().docker().allEndWith(0);
    world.server().buildsFail(false).startsFailWith(Optional.empty());
  }

  /** Only what saves or fills volumes meets it. */
  private static BiConsumer<World, Verb> volumes(ScriptFault fault) {
    return (world, verb) -> world.volumes().fault(fault);
  }

  private static BiConsumer<World, Verb> build(String log) {
    return (world, verb) -> deploys(world, verb, DeploymentFaultLog.of(log));
  }

  /** A start only deploys where the container is gone. */
  private static void deploys(World world, Verb verb, String log) {
    if (verb == Verb.START) {
      world.server().docker().removeAllContainers();
    }
    world.server().buildsFailWith(log);
  }

  private static void portsUsedUp(World world, Verb verb) {
    String log = DeploymentFaultLog.of("port-of-a-container-2.40");
    world.server().buildsFailWith(log).startsFailWith(Optional.of(log));
  }
}
