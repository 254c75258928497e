package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.recipe.model.Entry;
import dev.dokployprovider.provider.recipe.model.ServerName;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraefikTest {
  private static final ServerName NAME = ServerName.of("web", "a1b2c3d4e5", "dev.example.com");

  @Test
  void a_machine_with_a_name_is_led_to_by_labels_and_publishes_no_port() {
    var recipe = Fixtures.recipe(Fixtures.SPEC.entry(new Entry.Named(NAME)));

    assertThat(list(recipe, "labels"))
        .endsWith(
            "traefik.enable=true",
            "traefik.docker.network=dokploy-network",
            "traefik.tcp.routers.devpod-web-a1b2c3d.rule="
                + "HostSNI(`devpod-web-a1b2c3d.dev.example.com`)",
            "traefik.tcp.routers.devpod-web-a1b2c3d.entrypoints=websecure",
            "traefik.tcp.routers.devpod-web-a1b2c3d.tls=true",
            "traefik.tcp.routers.devpod-web-a1b2c3d.service=devpod-web-a1b2c3d",
            "traefik.tcp.services.devpod-web-a1b2c3d.loadbalancer.server.port=22");
    assertThat(list(recipe, "networks")).hasSize(2).contains("dokploy-network");
    assertThat(service(recipe).containsKey("ports")).isFalse();
    assertThat(ComposeFiles.at(recipe, "networks", "dokploy-network"))
        .isEqualTo(Map.of("external", true));
  }

  @Test
  void no_other_machine_is_on_the_network_of_the_apps() {
    for (var entry : List.of(Fixtures.SPEC.spec().publish(), new Entry.Unpublished())) {
      var recipe = Fixtures.recipe(Fixtures.SPEC.entry(entry));
      assertThat(recipe.composeFile()).doesNotContain("dokploy-network", "traefik");
      assertThat(list(recipe, "networks")).hasSize(1);
    }
  }

  @Test
  void a_machine_that_is_only_reached_from_its_server_publishes_no_port() {
    var recipe = Fixtures.recipe(Fixtures.SPEC.entry(new Entry.Unpublished()));
    assertThat(service(recipe).containsKey("ports")).isFalse();
  }

  @Test
  void another_name_is_another_recipe() {
    var other = ServerName.of("web", "a1b2c3d4e5", "example.org");
    assertThat(Fixtures.recipe(Fixtures.SPEC.entry(new Entry.Named(NAME))).hash())
        .isNotEqualTo(Fixtures.recipe(Fixtures.SPEC.entry(new Entry.Named(other))).hash());
  }

  @Test
  void any_id_of_a_machine_becomes_a_name_that_ends_with_its_owner() {
    long seed = Long.getLong("soak.seed", 20_261_128);
    var random = new Random(seed);
    String alphabet = "abcXYZ019-_.!`$ ";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int left = random.nextInt(80); left >= 0; left--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(ServerName.of(text.toString(), "0123456789abcdef", "example.com").toString())
          .as("seed %d: %s", seed, text)
          .matches("devpod-[a-z0-9-]{1,48}-0123456\\.example\\.com");
    }
  }

  @Test
  void what_could_end_a_label_s_quotes_is_no_name() {
    for (var label : List.of("", "-a", "a-", "a`b", "a.b", "a b", "a".repeat(64))) {
      assertThatThrownBy(() -> new ServerName(label, "example.com"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Map<?, ?> service(Recipe recipe) {
    return (Map<?, ?>) ComposeFiles.at(recipe, "services", Recipe.SERVICE);
  }

  private static List<String> list(Recipe recipe, String name) {
    return ComposeFiles.texts(ComposeFiles.service(recipe, name));
  }
}
