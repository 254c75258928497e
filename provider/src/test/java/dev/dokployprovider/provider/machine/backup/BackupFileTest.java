package dev.dokployprovider.provider.machine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.machine.folder.Sha256;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is read whole and as it was written, or refused. */
class BackupFileTest {
  private static final byte[] CONTENT =
      "what tar has written".repeat(50).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private Path written() throws IOException {
    Path file = folder.resolve("web.backup");
    try (var writer = BackupWriter.begin(file)) {
      writer.volume("home").write(CONTENT);
      writer.endVolume();
      writer.finish(manifest("/home"));
    }
    return file;
  }

  private static Manifest manifest(String path) {
    String hash = Sha256.of(CONTENT);
    return SomeManifest.of(
        List.of("/home/x"), new SavedVolume("home", path, CONTENT.length, hash, hash, 3, 4));
  }

  @Test
  void what_was_written_is_read() throws IOException {
    try (var backup = BackupFile.open(written())) {
      assertThat(backup.manifest()).isEqualTo(manifest("/home"));
      backup.check(volume -> {});
      try (var in = backup.volume(backup.manifest().volumes().getFirst())) {
        assertThat(in.readAllBytes()).isEqualTo(CONTENT);
      }
    }
  }

  @Test
  void it_is_for_its_owner_alone_and_has_its_name_only_when_it_is_whole() throws IOException {
    Path file = folder.resolve("half.backup");
    try (var writer = BackupWriter.begin(file)) {
      writer.volume("home").write(CONTENT);
      assertThat(file).doesNotExist();
      assertThatThrownBy(() -> BackupWriter.begin(file)).isInstanceOf(ProblemException.class);
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(Files.getPosixFilePermissions(written()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_cut_file_is_refused_wherever_it_was_cut() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void a_changed_byte_of_a_volume_or_of_the_manifest_is_refused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    for (String part : List.of("tar has", "\"machine\":", "x86_64", "\"/home\"", "privileged")) {
      byte[] changed = whole.clone();
      changed[text.indexOf(part)] ^= 1;
      assertRefused(changed);
    }
  }

  @Test
  void a_format_of_a_later_version_is_reported() throws IOException {
    String text = manifest("/home").write().replace("\"format\":1", "\"format\":2");
    Path file = folder.resolve("later.backup");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry :
          Map.of(
                  BackupWriter.MANIFEST,
                  text,
                  BackupWriter.MANIFEST_DIGEST,
                  Sha256.of(text.getBytes(StandardCharsets.UTF_8)))
              .entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThatThrownBy(() -> BackupFile.open(file))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(((Problem.UnusableBackup) e.problem()).why())
                    .contains("format 2", "knows 1"));
  }

  @Test
  void a_file_that_was_made_meanwhile_stays() throws IOException {
    Path file = folder.resolve("web.backup");
    try (var writer = BackupWriter.begin(file)) {
      Files.writeString(file, "precious");
      assertThatThrownBy(() -> writer.finish(manifest("/home")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("made meanwhile");
    }
    assertThat(file).hasContent("precious");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void a_manifest_names_no_place_outside_of_a_volume() {
    for (String path :
        List.of("/home/../etc", "home", "/a b", "/", "", "/./x", "/home/$(x)", "/a\n/b")) {
      assertThatThrownBy(() -> manifest(path)).isInstanceOf(IllegalArgumentException.class);
    }
    String text = manifest("/home").write();
    assertThatThrownBy(() -> Manifest.read(text.replace("\"name\":\"home\"", "\"name\":\"../x\"")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_link_at_the_temporary_name_is_not_followed() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "mine");
    Files.createSymbolicLink(folder.resolve("web.backup.part"), other);
    assertThatThrownBy(this::written).isInstanceOf(ProblemException.class);
    assertThat(other).hasContent("mine");
  }

  private void assertRefused(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("other.backup"), content);
    assertThatThrownBy(
            () -> {
              try (var backup = BackupFile.open(file)) {
                backup.check(volume -> {});
              }
            })
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isInstanceOf(Problem.UnusableBackup.class));
  }
}
