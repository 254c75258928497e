package dev.dokployprovider.provider.machine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftImagesTest {
  private static final URI SERVER = URI.create("https://d.example.com");

  @TempDir Path data;

  @Test
  void an_image_is_left_until_it_is_removed() {
    var images = new LeftImages(data);
    var image = new LeftImages.LeftImage(SERVER, "devpod-web-a1b2c3", Optional.empty());

    images.add(image);
    assertThat(images.contains(image)).isTrue();
    assertThat(images.isRemoved(image)).isFalse();
    assertThat(images.of(SERVER)).containsExactly(image);

    images.addRemoved(image);
    assertThat(images.isRemoved(image)).isTrue();
    assertThat(images.of(SERVER)).isEmpty();
  }

  /** Names come from the server, and become names of files. */
  @ParameterizedTest
  @ValueSource(strings = {"../owner", "..", "a/b", "/tmp/owner", "", "a\\b", "a\nb"})
  void a_name_that_is_a_path_is_none(String name) throws IOException {
    Path other = Files.writeString(data.resolve("owner.json"), "not an image");
    Files.createDirectories(data.resolve("images"));
    var images = new LeftImages(data);
    var image = new LeftImages.LeftImage(SERVER, name, Optional.empty());

    images.add(image);
    images.addRemoved(image);
    assertThat(images.contains(image)).isFalse();
    assertThat(images.isRemoved(image)).isFalse();
    images.remove(image);

    assertThat(other).content().isEqualTo("not an image");
    assertThat(data.resolve("images")).isEmptyDirectory();
  }
}
