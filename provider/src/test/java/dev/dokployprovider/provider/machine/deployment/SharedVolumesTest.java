package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writes that make the service of the shared volumes, with their answers lost. */
class SharedVolumesTest {
  private static final Optional<Server> FAR = Optional.of(new Server("S1", "far", "198.51.100.7"));

  @TempDir Path folder;

  private final FakeDokploy dokploy = new FakeDokploy();
  private final AtomicInteger updates = new AtomicInteger();
  private boolean made;
  private boolean deployed;

  @Test
  void lost_answers_are_settled_and_nothing_is_made_twice() {
    var context = dokploy.context(folder, new StoppedTime());
    dokploy
        .on(Call.FIND_PROJECT, () -> Optional.of(project(context)))
        .on(Call.PROJECTS_NAMED, () -> List.of(project(context)))
        .on(Call.FIND_SERVICE, () -> Optional.of(service(context, FAR)))
        .on(
            Call.CREATE_SERVICE,
            () -> {
              made = true;
              throw lost("compose.create");
            })
        .onVoid(
            Call.UPDATE_SERVICE,
            () -> {
              if (updates.incrementAndGet() == 1) {
                throw lost("compose.update");
              }
            })
        .onVoid(Call.DEPLOY, () -> deployed = true);
    ensure(context);
    assertThat(Collections.frequency(dokploy.asked(), Call.CREATE_SERVICE)).isEqualTo(1);
    assertThat(updates).hasValue(2);
  }

  @Test
  void what_was_made_on_a_remote_server_is_read_again_with_its_server() {
    var context = dokploy.context(folder, new StoppedTime());
    dokploy
        .on(Call.FIND_PROJECT, () -> Optional.of(project(context)))
        .on(Call.PROJECTS_NAMED, () -> List.of(project(context)))
        .on(Call.FIND_SERVICE, () -> Optional.of(service(context, FAR)))
        .on(Call.CREATE_SERVICE, () -> service(context, Optional.empty()))
        .onVoid(Call.UPDATE_SERVICE, updates::incrementAndGet)
        .onVoid(Call.DEPLOY, () -> deployed = true);
    ensure(context);
    assertThat(
            dokploy
                .asked()
                .subList(dokploy.asked().indexOf(Call.CREATE_SERVICE), dokploy.asked().size()))
        .containsExactly(
            Call.CREATE_SERVICE,
            Call.FIND_SERVICE,
            Call.UPDATE_SERVICE,
            Call.DEPLOY,
            Call.FIND_SERVICE);
  }

  private static void ensure(MachineContext context) {
    var machine =
        new Service("C1", "web", "devpod-web", "", ServiceStatus.IDLE, "", FAR, List.of());
    new SharedVolumes(context).ensure(machine, List.of("devpod-cache-npm"));
  }

  private Project project(MachineContext context) {
    var services =
        made
            ? List.of(new Environment.ServiceName("C2", name(context)))
            : List.<Environment.ServiceName>of();
    var environment = new Environment("P1", "E1", "production", true, services);
    return new Project(
        "P1", "devpod-workspaces", "2020-01-01T00:00:00.000Z", false, List.of(environment));
  }

  private Service service(MachineContext context, Optional<Server> server) {
    var done =
        new Deployment(
            "D1", "t", Deployment.Status.DONE, "", Optional.empty(), "2026-01-01T00:00:01.000Z");
    return new Service(
        "C2",
        name(context),
        "devpod-caches-x",
        "Volumes that DevPod machines share (owner %s)".formatted(context.owner().value()),
        ServiceStatus.IDLE,
        "",
        server,
        deployed ? List.of(done) : List.of());
  }

  private static String name(MachineContext context) {
    return "devpod-caches-" + context.owner().value().substring(0, 8);
  }

  private static DokployException lost(String call) {
    return new DokployException(
        new Failure.Unreachable(call, Failure.Reason.CUT_OFF, "the connection ended"));
  }
}
