package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.folder.ProcessMark;
import dev.dokployprovider.provider.machine.folder.Unfinished;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnfinishedNoticeTest {
  private static final URI SERVER = URI.create("https://d.example.com");
  private static final Instant BEGUN = Instant.parse("2026-11-28T08:00:00Z");
  private static final Unfinished KILLED =
      new Unfinished(
          "00000000000000aa",
          "web",
          SERVER,
          "devpod-workspaces",
          "00000000000000bb",
          BEGUN,
          new ProcessMark(1, Optional.of(Instant.EPOCH)),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @Test
  void it_is_tried_again_on_the_same_server_but_not_soon_after_a_failure() {
    var failed = KILLED.failed(BEGUN, "Dokploy can't be reached.");
    assertThat(UnfinishedNotice.isWorthATry(KILLED, Optional.of(SERVER), BEGUN)).isTrue();
    assertThat(UnfinishedNotice.isWorthATry(KILLED, Optional.empty(), BEGUN)).isFalse();
    var other = Optional.of(URI.create("https://e.example.com"));
    assertThat(UnfinishedNotice.isWorthATry(KILLED, other, BEGUN)).isFalse();
    assertThat(UnfinishedNotice.isWorthATry(failed, Optional.of(SERVER), BEGUN)).isFalse();
    var later = BEGUN.plus(Duration.ofHours(2));
    assertThat(UnfinishedNotice.isWorthATry(failed, Optional.of(SERVER), later)).isTrue();
  }

  @Test
  void one_line_says_what_may_be_left_where_and_how_to_remove_it() {
    assertThat(UnfinishedNotice.line(KILLED, false))
        .doesNotContain("\n")
        .contains("web", "https://d.example.com", "2026-11-28T08:00:00Z", "prune");
    assertThat(UnfinishedNotice.line(KILLED.failed(BEGUN, "Dokploy can't be reached."), false))
        .contains("could not be removed: Dokploy can't be reached.");
    assertThat(UnfinishedNotice.line(KILLED, true)).contains("is being removed");
  }
}
