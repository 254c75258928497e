package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.Conditions;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/**
 * What create and start end with: the live connection is open and Docker on the machine answers.
 * DevPod asks no second time (docs/reference/devpod.md §2.3).
 */
public final class Readiness {
  private static final Duration SSH = Duration.ofMinutes(2);
  private static final Duration DOCKER = Duration.ofMinutes(2);

  /** As ssh ends when a connection breaks; no program on a machine is expected to. */
  private static final int CONNECTION_LOST = 255;

  private final MachineContext context;

  public Readiness(MachineContext context) {
    this.context = context;
  }

  /**
   * Returns when it is so.
   *
   * @param container the id or the name of the container that was started, where it is known
   */
  public void up(MachineRecord record, Optional<String> container) {
    context
        .progress()
        .step(
            "ssh",
            "Connecting by SSH",
            () ->
                new Reaching(context, record, Wait.atMost(SSH, context.time()), Purpose.START)
                    .expecting(container)
                    .reach());
    context
        .progress()
        .step("docker", "Waiting for Docker on the machine", () -> waitForDocker(record));
    new SharedImagesNote(context).keep();
    context.folder().forgetState();
  }

  /** One run on the machine asks for all that there is to know of it. */
  private void waitForDocker(MachineRecord record) {
    var logins = new DockerClient(context);
    var volumes = new Volumes(context);
    var key = new OwnKey(context, record);
    var memory = new ServerMemory(context);
    var asksKey = key.question();
    var asksLogins = logins.question();
    var asksMemory = memory.question();
    String asksVolumes = volumes.question();
    var questions = new Questions();
    asksKey.ifPresent(questions::add);
    asksLogins.ifPresent(questions::add);
    asksMemory.ifPresent(questions::add);
    questions.add(asksVolumes);
    var answers =
        questions.ask(
            DockerCheck.command(DOCKER),
            script -> context.ssh().run(script, DOCKER.plusSeconds(30)));
    if (answers.last().exitCode() == CONNECTION_LOST) {
      throw new ProblemException(connectionLost(record));
    }
    // Before anything is wrong: on this connection, the handed-in key has verified it.
    asksKey.map(answers::to).ifPresent(key::pin);
    String user = record.user().orElseGet(context.options()::machineUser);
    DockerCheck.problem(context.id().value(), user, answers.last())
        .ifPresent(problem -> {
          throw new ProblemException(problem);
        });
    asksLogins.map(answers::to).ifPresent(logins::configure);
    asksMemory.map(answers::to).ifPresent(memory::check);
    volumes.check(answers.to(asksVolumes));
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
