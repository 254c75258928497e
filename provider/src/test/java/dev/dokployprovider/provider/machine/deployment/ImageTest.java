package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.LeftImages;
import dev.dokployprovider.provider.machine.folder.LeftImages.LeftImage;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a machine's image, and what is remembered of it. The clock is the test's. */
class ImageTest {
  @TempDir Path folder;

  private final StoppedTime time = new StoppedTime();
  private final List<Deployment> deployments = new ArrayList<>(List.of(row("d1", "done")));
  private final FakeDokploy dokploy =
      new FakeDokploy()
          .on(Call.VERSION, () -> new Version(0, 22, 7))
          .on(Call.FIND_SERVICE, () -> Optional.of(service()))
          .onVoid(Call.SET_COMMAND, () -> {})
          .onVoid(Call.DEPLOY, () -> deployments.addFirst(row("d2", "done")))
          .onVoid(Call.CANCEL_WAITING, () -> {})
          .on(Call.REMOVE_IMAGE, () -> false);

  @Test
  void before_0_30_the_services_own_deployment_removes_it() {
    delete();
    assertThat(dokploy.asked())
        .containsSubsequence(Call.SET_COMMAND, Call.DEPLOY, Call.FIND_SERVICE);
    assertThat(dokploy.asked()).doesNotContain(Call.REMOVE_IMAGE);
    assertThat(left()).isEmpty();
  }

  @Test
  void since_0_30_a_call_removes_it() {
    dokploy.on(Call.VERSION, () -> new Version(0, 30, 0)).on(Call.REMOVE_IMAGE, () -> true);
    delete();
    assertThat(dokploy.asked()).contains(Call.REMOVE_IMAGE).doesNotContain(Call.DEPLOY);
    assertThat(left()).isEmpty();
  }

  @Test
  void what_was_never_deployed_has_none() {
    deployments.clear();
    delete();
    assertThat(dokploy.asked()).isEmpty();
    assertThat(left()).isEmpty();
  }

  @Test
  void a_busy_queue_is_not_waited_for_and_the_image_is_remembered() {
    dokploy.onVoid(Call.DEPLOY, () -> {});
    delete();
    assertThat(Duration.ofNanos(time.nanos())).isLessThanOrEqualTo(Duration.ofSeconds(7));
    assertThat(dokploy.asked()).contains(Call.CANCEL_WAITING);
    assertThat(left()).containsExactly("devpod-web-a1b2c3");
  }

  @Test
  void a_command_that_fails_leaves_it_remembered() {
    dokploy.onVoid(Call.DEPLOY, () -> deployments.addFirst(row("d2", "error")));
    delete();
    assertThat(left()).containsExactly("devpod-web-a1b2c3");
  }

  @Test
  void who_may_not_remove_it_has_it_remembered() {
    dokploy
        .on(Call.VERSION, () -> new Version(0, 30, 2))
        .on(
            Call.REMOVE_IMAGE,
            () -> {
              throw new DokployException(new Failure.NotAllowed("dockerImage.removeImage", "no"));
            });
    delete();
    assertThat(left()).containsExactly("devpod-web-a1b2c3");
  }

  @Test
  void one_that_is_gone_already_is_forgotten() {
    String said = "Error response from daemon: No such image: devpod-web-a1b2c3-machine:latest";
    dokploy
        .on(Call.VERSION, () -> new Version(0, 30, 2))
        .on(
            Call.REMOVE_IMAGE,
            () -> {
              throw new DokployException(
                  new Failure.ServerError("dockerImage.removeImage", 500, "failed", said));
            });
    delete();
    assertThat(left()).isEmpty();
  }

  @Test
  void a_run_that_is_killed_in_between_leaves_it_remembered() {
    dokploy.on(Call.VERSION, () -> new Version(0, 30, 2));
    image().beforeDeletion(Optional.of(service()));
    assertThat(left()).containsExactly("devpod-web-a1b2c3");
  }

  @Test
  void where_the_service_was_deleted_on_Dokploys_page_it_is_remembered() {
    new MachineFolders(folder).note("c1", folder.resolve("machine"));
    delete(Optional.empty());
    assertThat(left()).containsExactly("devpod-web-a1b2c3");
  }

  @Test
  void where_another_folder_has_deleted_the_machine_nothing_is_said_of_its_image() {
    delete(Optional.empty());
    assertThat(dokploy.asked()).isEmpty();
    assertThat(left()).isEmpty();
  }

  @Test
  void what_another_folder_could_not_remove_stays_remembered() {
    new LeftImages(folder)
        .add(new LeftImage(context().options().server(), "devpod-web-a1b2c3", Optional.empty()));
    delete(Optional.empty());
    assertThat(left()).containsExactly("devpod-web-a1b2c3");
  }

  private void delete() {
    delete(Optional.of(service()));
  }

  private void delete(Optional<Service> service) {
    var image = image();
    image.beforeDeletion(service);
    image.afterDeletion();
  }

  private Image image() {
    return new Image(context(), MachineRecord.of(service(), MachineRecord.NO_RECIPE));
  }

  private List<String> left() {
    return new LeftImages(folder)
        .of(context().options().server()).stream().map(LeftImage::appName).toList();
  }

  private MachineContext context() {
    return dokploy.context(folder, time);
  }

  private Service service() {
    return new Service(
        "c1",
        "web",
        "devpod-web-a1b2c3",
        "",
        ServiceStatus.DONE,
        "",
        Optional.empty(),
        deployments);
  }

  private static Deployment row(String id, String status) {
    var word = Deployment.Status.valueOf(status.toUpperCase(Locale.ROOT));
    return new Deployment(id, "", word, "", Optional.empty(), "");
  }
}
