package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.Conditions;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.PublicKey;
import java.time.Duration;

/**
 * What create and start end with: the live connection is open and Docker on the machine answers.
 * DevPod asks no second time (docs/reference/devpod.md §2.3).
 */
public final class Readiness {
  private static final Duration SSH = Duration.ofMinutes(2);
  private static final Duration ASK = Duration.ofSeconds(20);
  private static final Duration DOCKER = Duration.ofMinutes(2);

  /** As ssh ends when a connection breaks; no program on a machine is expected to. */
  private static final int CONNECTION_LOST = 255;

  private final MachineContext context;

  public Readiness(MachineContext context) {
    this.context = context;
  }

  public void up(MachineRecord record) {
    context
        .progress()
        .step(
            "ssh",
            "Connecting by SSH",
            () ->
                new Reaching(context, record, Wait.atMost(SSH, context.time()), Purpose.START)
                    .reach());
    pinOwnKey(record);
    new DockerClient(context).configureWhereAsked();
    context
        .progress()
        .step("docker", "Waiting for Docker on the machine", () -> waitForDocker(record));
    new Volumes(context).check();
    new SharedImagesNote(context).keep();
    context.folder().forgetState();
  }

  /** On the first connection, which the handed-in key has verified. */
  private void pinOwnKey(MachineRecord record) {
    if (!new Keys(context).firstIsPinned(record)) {
      return;
    }
    var answer = context.ssh().run("devpod-machine host-key", ASK);
    if (answer.exitCode() == 0) {
      context.ssh().pin(record.appName(), PublicKey.parse(answer.stdout()));
    } else {
      context.progress().working("ssh", "The machine keeps the host key that it was handed");
    }
  }

  private void waitForDocker(MachineRecord record) {
    String user = record.user().orElseGet(context.options()::machineUser);
    var result = context.ssh().run(DockerCheck.command(DOCKER), DOCKER.plusSeconds(30));
    if (result.exitCode() == CONNECTION_LOST) {
      throw new ProblemException(connectionLost(record));
    }
    DockerCheck.problem(context.id().value(), user, result)
        .ifPresent(problem -> {
          throw new ProblemException(problem);
        });
  }

  /** The container has ended or was replaced, which says nothing of Docker in it. */
  private Problem connectionLost(MachineRecord record) {
    var condition = new Conditions(context).of(record, new Containers(context, record).sure());
    return switch (condition.state()) {
      case STOPPED, NOT_FOUND -> condition.problem(context.id().value());
      case RUNNING, BUSY ->
          new Problem.ConnectionLost(
              context.id().value(), "Docker on it was starting. " + condition.words());
    };
  }
}
