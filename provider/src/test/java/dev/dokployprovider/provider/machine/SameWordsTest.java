package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.describe.Describe;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.world.DokployPage;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `status`, `describe` and `command` say the same of a machine that can't be used. */
class SameWordsTest {
  private static final String REMOVED = "Its container was removed; the next start recreates it.";

  @TempDir Path home;

  private World world;
  private DokployPage page;
  private MachineContext context;

  @BeforeEach
  void a_machine_that_is_up() {
    world = new World(Version.NEWEST, home);
    page = new DokployPage(world.server());
    var laptop = world.computer("laptop");
    laptop.run(Verb.CREATE, "web");
    context = laptop.context("web", Life.whole(), Wire.good());
  }

  @Test
  void of_a_container_that_was_removed_behind_our_back() {
    world.server().docker().removeAllContainers();
    assertThat(status()).isEqualTo("Stopped. " + REMOVED);
    assertThat(described()).isEqualTo("Stopped. " + REMOVED);
    assertThat(command()).isEqualTo(new Problem.MachineStopped("web", REMOVED));
  }

  @Test
  void of_a_container_that_has_ended() {
    page.stop(service());
    assertThat(status()).isEqualTo("Stopped. Its container is exited.");
    assertThat(described()).isEqualTo("Stopped. Its container is exited, exit code 0.");
    assertThat(command())
        .isEqualTo(new Problem.MachineStopped("web", "Its container is exited, exit code 0."));
  }

  @Test
  void of_a_deployment_that_failed() {
    var deployed = service();
    page.delete(deployed);
    world.server().buildsTake(Duration.ZERO).buildsFail(true);
    var never = page.create("web", deployed.description());
    page.deploy(never);
    context.folder().save(MachineRecord.of(never, "a1"));
    String words = "No deployment of it has succeeded; the next start deploys it.";
    assertThat(status()).isEqualTo("Stopped. " + words);
    assertThat(described()).isEqualTo("Stopped. " + words);
    assertThat(command()).isEqualTo(new Problem.MachineStopped("web", words));
  }

  @Test
  void of_a_deployment_that_is_under_way() {
    world.server().docker().removeAllContainers();
    world.server().buildsTake(Duration.ofMinutes(1));
    page.deploy(service());
    String words = "A deployment of it is running or queued.";
    assertThat(status()).isEqualTo("Busy. " + words);
    assertThat(described()).isEqualTo("Busy. " + words);
    assertThat(command()).isEqualTo(new Problem.MachineBusy("web", words));
  }

  @Test
  void of_a_machine_that_another_folder_has_taken_over() {
    world.secondHome("laptop").run(Verb.CREATE, "web");
    world.server().docker().removeAllContainers();
    String words = "Another folder of yours has taken it over.";
    assertThat(status()).isEqualTo("Stopped. " + words);
    assertThat(described()).isEqualTo("Stopped. " + words);
    assertThat(command()).isEqualTo(new Problem.TakenOver("web"));
  }

  @Test
  void of_a_service_that_is_gone() {
    page.delete(service());
    String words = "Dokploy has no service of this machine.";
    assertThat(status()).isEqualTo("NotFound. " + words);
    assertThat(described()).isEqualTo("NotFound. " + words);
    assertThat(command()).isEqualTo(new Problem.MachineNotFound("web"));
  }

  private Service service() {
    return world.server().services().getFirst();
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
    var left = Wait.atMost(Duration.ofSeconds(17), world.time());
    return ThrownProblem.of(() -> new Connect(context, left).run());
  }
}
