package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionCheckTest {
  @TempDir Path folder;

  private final FakeDokploy dokploy = new FakeDokploy();

  @Test
  void a_service_that_is_there_is_not_deleted() {
    dokploy.on(Call.FIND_SERVICE, () -> Optional.of(service()));
    assertThatCode(() -> begin().end()).doesNotThrowAnyException();
    assertThat(dokploy.asked()).containsExactly(Call.FIND_SERVICE);
  }

  @Test
  void one_that_is_gone_is_reported() {
    dokploy.on(Call.FIND_SERVICE, Optional::empty).on(Call.QUEUE, Optional::empty);
    assertThatThrownBy(() -> begin().end())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.DeletedMeanwhile("web")));
  }

  @Test
  void a_dokploy_that_does_not_answer_for_now_says_nothing_of_it() {
    fails(new Failure.Unreachable("compose.one", Failure.Reason.REFUSED, ""));
    assertThatCode(() -> begin().end()).doesNotThrowAnyException();
  }

  @Test
  void a_dokploy_that_refuses_is_reported() {
    fails(new Failure.Rejected("compose.one", 400, "no", List.of()));
    assertThatThrownBy(() -> begin().end()).isInstanceOf(DokployException.class);
  }

  @Test
  void a_service_that_was_just_seen_is_not_asked_for() {
    DeletionCheck.none(dokploy.context(folder, new StoppedTime()), service()).end();
    assertThat(dokploy.asked()).isEmpty();
  }

  @Test
  void asked_again_it_knows_what_was_deleted_since() {
    var there = new AtomicBoolean(true);
    dokploy
        .on(Call.FIND_SERVICE, () -> there.get() ? Optional.of(service()) : Optional.empty())
        .on(Call.QUEUE, Optional::empty);
    var check = begin();
    assertThatCode(check::end).doesNotThrowAnyException();
    there.set(false);
    assertThatThrownBy(() -> check.again().end())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(new Problem.DeletedMeanwhile("web")));
  }

  private void fails(Failure failure) {
    dokploy.on(
        Call.FIND_SERVICE,
        () -> {
          throw new DokployException(failure);
        });
  }

  private DeletionCheck begin() {
    return DeletionCheck.begin(dokploy.context(folder, new StoppedTime()), service());
  }

  private static Service service() {
    return new Service(
        "C1", "web", "devpod-web-abc", "", ServiceStatus.RUNNING, "", Optional.empty(), List.of());
  }
}
