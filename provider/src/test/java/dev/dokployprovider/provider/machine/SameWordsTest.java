package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.describe.Describe;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.machine.testing.MemoryDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `status`, `describe` and `command` say the same of a machine that can't be used. */
class SameWordsTest {
  private static final String REMOVED = "Its container was removed; the next start recreates it.";

  @TempDir Path home;

  private final MemoryDokploy dokploy = new MemoryDokploy();
  private final StoppedTime time = new StoppedTime();
  private MachineContext context;

  @BeforeEach
  void a_machine_that_is_up() {
    context = dokploy.context(home.resolve("folder"), home.resolve("data"), time);
    var environment = dokploy.environment();
    String description =
        Ownership.describe(context.id(), context.owner(), "a1", context.folder().mark());
    dokploy
        .services()
        .create(environment, new NewService("web", "devpod-web", description, Optional.empty()));
    dokploy.deployments().deploy(dokploy.onlyService().composeId(), "");
    context.folder().save(MachineRecord.of(dokploy.onlyService(), "a1"));
  }

  @Test
  void of_a_container_that_was_removed_behind_our_back() {
    dokploy.containerIs(Optional.empty());
    assertThat(status()).isEqualTo("Stopped. " + REMOVED);
    assertThat(described()).isEqualTo("Stopped. " + REMOVED);
    assertThat(command()).isEqualTo(new Problem.MachineStopped("web", REMOVED));
  }

  @Test
  void of_a_container_that_has_ended() {
    dokploy.containerIs(Optional.of(ContainerState.EXITED));
    assertThat(status()).isEqualTo("Stopped. Its container is exited.");
    assertThat(described()).isEqualTo("Stopped. Its container is exited, exit code 0.");
    assertThat(command())
        .isEqualTo(new Problem.MachineStopped("web", "Its container is exited, exit code 0."));
  }

  @Test
  void of_a_deployment_that_failed() {
    dokploy.containerIs(Optional.empty());
    dokploy.newestDeploymentIs(Deployment.Status.ERROR);
    String words = "No deployment of it has succeeded; the next start deploys it.";
    assertThat(status()).isEqualTo("Stopped. " + words);
    assertThat(described()).isEqualTo("Stopped. " + words);
    assertThat(command()).isEqualTo(new Problem.MachineStopped("web", words));
  }

  @Test
  void of_a_deployment_that_is_under_way() {
    dokploy.containerIs(Optional.empty());
    dokploy.newestDeploymentIs(Deployment.Status.RUNNING);
    String words = "A deployment of it is running or queued.";
    assertThat(status()).isEqualTo("Busy. " + words);
    assertThat(described()).isEqualTo("Busy. " + words);
    assertThat(command()).isEqualTo(new Problem.MachineBusy("web", words));
  }

  @Test
  void of_a_machine_that_another_folder_has_taken_over() {
    dokploy.containerIs(Optional.empty());
    var other = dokploy.context(home.resolve("other"), home.resolve("data"), time);
    String description = Ownership.describe(other.id(), other.owner(), "a1", other.folder().mark());
    dokploy.services().update(dokploy.onlyService().composeId(), "services: {}", description);
    String words = "Another folder of yours has taken it over.";
    assertThat(status()).isEqualTo("Stopped. " + words);
    assertThat(described()).isEqualTo("Stopped. " + words);
    assertThat(command()).isEqualTo(new Problem.TakenOver("web"));
  }

  @Test
  void of_a_service_that_is_gone() {
    dokploy.services().delete(dokploy.onlyService().composeId());
    String words = "Dokploy has no service of this machine.";
    assertThat(status()).isEqualTo("NotFound. " + words);
    assertThat(described()).isEqualTo("NotFound. " + words);
    assertThat(command()).isEqualTo(new Problem.MachineNotFound("web"));
  }

  private String status() {
    var condition = new Status(context).run();
    return condition.state().word() + ". " + condition.words();
  }

  private String described() {
    return new Describe(context)
        .run().facts().stream()
            .filter(fact -> fact.name().equals("state"))
            .map(fact -> String.join(" ", fact.lines()))
            .findFirst()
            .orElseThrow();
  }

  private Problem command() {
    var left = Wait.atMost(Duration.ofSeconds(17), time);
    return catchThrowableOfType(ProblemException.class, () -> new Connect(context, left).run())
        .problem();
  }
}
