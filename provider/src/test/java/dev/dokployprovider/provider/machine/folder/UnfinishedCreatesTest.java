package dev.dokployprovider.provider.machine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedCreatesTest {
  private static final Instant BEGUN = Instant.parse("2026-11-28T08:00:00Z");
  private static final MachineRecord MADE =
      new MachineRecord(
          "c1",
          "devpod-web-abc123",
          Optional.of(new Server("s1", "far", "10.0.0.5")),
          MachineRecord.PENDING,
          new DeployedRoute.Port());

  @TempDir Path data;

  @Test
  void an_entry_is_read_as_it_was_written_until_it_is_removed() {
    var creates = new UnfinishedCreates(data);
    var begun = create("00000000000000aa", BEGUN);
    var made = begun.with(MADE).guardedBy(ProcessMark.of(ProcessHandle.current()));
    var failed = made.failed(BEGUN.plusSeconds(60), "Dokploy can't be reached.");

    creates.put(begun);
    assertThat(creates.find(begun.id())).contains(begun);
    creates.put(made);
    assertThat(creates.list()).containsExactly(made);
    assertThat(creates.replace(failed)).isTrue();
    assertThat(creates.list()).containsExactly(failed);
    creates.remove(begun.id());
    assertThat(creates.list()).isEmpty();
    assertThat(creates.replace(failed)).isFalse();
    assertThat(creates.list()).isEmpty();
  }

  @Test
  void entries_are_listed_oldest_first_and_what_is_no_entry_is_passed_over() throws IOException {
    var creates = new UnfinishedCreates(data);
    assertThat(creates.list()).isEmpty();
    creates.put(create("00000000000000aa", BEGUN.plusSeconds(1)));
    creates.put(create("00000000000000bb", BEGUN));
    Files.writeString(data.resolve("unfinished").resolve("00000000000000cc.json"), "{\"half\":");
    Files.writeString(data.resolve("unfinished").resolve(".part123"), "");

    assertThat(creates.list())
        .extracting(Unfinished::id)
        .containsExactly("00000000000000bb", "00000000000000aa");
  }

  @Test
  void only_the_user_can_read_an_entry() throws IOException {
    var creates = new UnfinishedCreates(data);
    var begun = create(UnfinishedCreates.newId(), BEGUN);
    creates.put(begun);

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(creates.file(begun.id()))))
        .isEqualTo("rw-------");
  }

  @Test
  void an_entry_is_attended_while_its_run_or_its_guard_lives() {
    var gone = new ProcessMark(ProcessHandle.current().pid(), Optional.of(Instant.EPOCH));
    var killed =
        new Unfinished(
            "00000000000000aa",
            "web",
            URI.create("https://d.example.com"),
            "devpod-workspaces",
            "0123456789abcdef",
            BEGUN,
            gone,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(create("00000000000000aa", BEGUN).isAttended()).isTrue();
    assertThat(killed.isAttended()).isFalse();
    assertThat(killed.guardedBy(gone).isAttended()).isFalse();
    assertThat(killed.guardedBy(ProcessMark.of(ProcessHandle.current())).isAttended()).isTrue();
  }

  private static Unfinished create(String id, Instant begun) {
    return new Unfinished(
        id,
        "web",
        URI.create("https://d.example.com"),
        "devpod-workspaces",
        "0123456789abcdef",
        begun,
        ProcessMark.of(ProcessHandle.current()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
