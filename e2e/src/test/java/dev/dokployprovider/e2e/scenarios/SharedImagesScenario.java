package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDockerImages;
import dev.dokployprovider.e2e.support.Registry;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one machine's Docker has pulled, the owner's next machine on the server has. */
@Tag("lifecycle")
@NeedsDockerImages
class SharedImagesScenario {
  /** Its last layer removes a file and replaces a folder of the layer below. */
  private static final String SMALL =
      """
      FROM debian:bookworm AS files
      RUN mkdir /out && for one in sh rm mkdir ln chmod; do \\
        cp -L --parents /bin/$one $(ldd /bin/$one | grep -o '/[^ ]*') /out; done
      FROM scratch
      COPY --from=files /out /
      RUN ["/bin/sh", "-c", "echo first >/made && echo other >/gone && mkdir /folder && echo old >/folder/old"]
      RUN ["/bin/sh", "-c", "echo made >/made && rm -r /gone /folder && mkdir /folder && echo new >/folder/new"]
      RUN ["/bin/sh", "-c", "ln /made /same && chmod 4711 /same"]
      """;

  private static final String LOOK =
      "read x </made; for f in /folder/* /gone* /same; do x=\"$x $f\"; done;"
          + " [ /made -ef /same ] && [ -u /same ] && echo $x";

  private static final String STORE = "/var/lib/devpod-images/v1";

  @TempDir Path folder;

  @Test
  void the_second_machine_has_the_image_without_a_pull() {
    Engine.DOCKER.required();
    try (var registry = Registry.start(Optional.empty());
        var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      String image = registry.push("small:1", SMALL, folder);
      var one = machine(dokploy, "one", folder);
      one.must("create");
      assertThat(registry.pullOn(one, image)).isZero();
      String inspected = one.answer("docker image inspect " + image);
      Waiting.until(
          "the image to be in the store",
          () -> one.answer("ls -d " + STORE + "/*/images/* 2>/dev/null | wc -l").equals("1"));
      one.must("delete");
      int asked = registry.requests();

      var two = machine(dokploy, "two", folder);
      two.must("create");

      assertThat(two.answer("docker image inspect " + image)).isEqualTo(inspected);
      assertThat(two.answer("docker run --rm " + image + " /bin/sh -c '" + LOOK + "'"))
          .isEqualTo("made /folder/new /gone* /same");
      assertThat(two.must("describe").out()).contains("Images copied from your other machines: 1");
      assertThat(registry.requests()).isEqualTo(asked);

      var others = machine(dokploy, "others", folder.resolve("other-owner"));
      others.must("create");
      assertThat(
              others.answer("docker image ls -q | wc -l; ls -A " + STORE + " 2>/dev/null | wc -l"))
          .as("another owner's")
          .isEqualTo("0\n0");
      others.must("delete");

      two.answer("for f in " + STORE + "/*/layers/*/tree/diff/made; do echo x >$f; done");
      var three = machine(dokploy, "three", folder);
      three.must("create");
      assertThat(three.answer("docker image ls -q | wc -l")).isEqualTo("0");
      assertThat(three.must("describe").out()).contains("damaged and ignored: 1");
      three.must("delete");
      two.must("delete");
    }
  }

  private static Machine machine(Emulator dokploy, String id, Path home) {
    return Machine.of(dokploy, id, home).with("DOKPLOY_MACHINE_SHARED_IMAGES", "1g");
  }
}
