package dev.dokployprovider.provider.machine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerState;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CacheSourcesTest {
  @Test
  void their_images_are_called_as_compose_calls_what_it_builds() {
    assertThat(images("devpod-web-a1b2c3-machine-1", "devpod-my.app-2-x9y8z7-machine-1"))
        .containsExactly("devpod-web-a1b2c3-machine", "devpod-my.app-2-x9y8z7-machine");
  }

  @Test
  void what_is_no_machine_is_left_out() {
    assertThat(
            images(
                "devpod-web-a1b2c3-machine-2",
                "devpod-web-a1b2c3-database-1",
                "0123456789ab_devpod-web-a1b2c3-machine-1",
                "my-devpod-web-a1b2c3-machine-1",
                "devpod-\": x-machine-1",
                "No container name"))
        .isEmpty();
  }

  @Test
  void the_five_newest_are_enough() {
    var names =
        IntStream.range(0, 50).mapToObj(i -> "devpod-m" + i + "-machine-1").toArray(String[]::new);

    assertThat(images(names))
        .containsExactly(
            "devpod-m0-machine",
            "devpod-m1-machine",
            "devpod-m2-machine",
            "devpod-m3-machine",
            "devpod-m4-machine");
  }

  private static List<String> images(String... names) {
    return CacheSources.imagesOf(
        Stream.of(names)
            .map(name -> new Container("0123456789ab", name, ContainerState.RUNNING))
            .toList());
  }
}
