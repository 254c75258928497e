package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.options.ProviderYaml.Binary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderYamlVerbTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  @TempDir Path folder;

  @Test
  void a_release_has_one_file_for_each_platform_that_its_checksums_name() {
    var sums =
        """
        %s  dokploy-provider-linux-amd64
        %s *build/dist/dokploy-provider-windows-amd64.exe
        %s  provider.cdx.json
        """
            .formatted(A, B, A);
    assertThat(ProviderYamlVerb.release("https://example.com/v1/", sums))
        .containsExactly(
            new Binary(
                "linux",
                "amd64",
                "https://example.com/v1/dokploy-provider-linux-amd64",
                Optional.of(A)),
            new Binary(
                "windows",
                "amd64",
                "https://example.com/v1/dokploy-provider-windows-amd64.exe",
                Optional.of(B)));
  }

  @Test
  void checksums_that_name_no_program_make_no_provider() {
    assertThatThrownBy(() -> ProviderYamlVerb.release("https://x", A + "  other-linux-amd64"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_checksums_are_read_from_a_file() throws IOException {
    var sums =
        Files.writeString(folder.resolve("SHA256SUMS"), A + "  dokploy-provider-linux-arm64");
    assertThat(ProviderYamlVerb.run(List.of("dokploy", "https://example.com/v1", sums.toString())))
        .contains(
            "path: \"https://example.com/v1/dokploy-provider-linux-arm64\"",
            "checksum: \"" + A + "\"");
  }
}
