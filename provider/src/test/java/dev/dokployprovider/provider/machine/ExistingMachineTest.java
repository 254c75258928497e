package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.plan.Facts;
import dev.dokployprovider.provider.machine.project.Ownership;
import dev.dokployprovider.provider.machine.testing.MemoryDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of Dokploy for a machine that is there. */
class ExistingMachineTest {
  @TempDir Path home;

  private final MemoryDokploy dokploy = new MemoryDokploy();

  /** As by a backup of the server's volumes; Docker refuses to start a paused container. */
  @Test
  void a_paused_machine_is_stopped_before_it_is_started() {
    var context = dokploy.context(home.resolve("folder"), home.resolve("data"), new StoppedTime());
    context.folder().prepare();
    new Keys(context).ensure();
    dokploy
        .services()
        .create(
            dokploy.environment(),
            new NewService(
                "web",
                "devpod-web",
                Ownership.describe(context.id(), context.owner(), "a1", context.folder().mark()),
                Optional.empty()));
    dokploy.deploymentsEnd(Deployment.Status.DONE);
    dokploy.deployments().deploy(dokploy.onlyService().composeId(), "");
    dokploy.containerIs(Optional.of(ContainerState.PAUSED));
    var record = MachineRecord.of(dokploy.onlyService(), MachineRecord.NO_RECIPE);
    context.folder().save(record);
    var machine = new ExistingMachine(context, record);

    // No SSH server answers here.
    assertThatThrownBy(
            () -> machine.use(Facts.of(Facts.Wish.CREATE, Facts.Found.SERVICE, machine.here())))
        .isInstanceOf(ProblemException.class);
    assertThat(dokploy.calls()).containsSubsequence("stop", "start");
    assertThat(dokploy.told()).anyMatch(line -> line.contains("which was paused"));
  }
}
