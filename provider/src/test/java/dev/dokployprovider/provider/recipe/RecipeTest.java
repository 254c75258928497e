package dev.dokployprovider.provider.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import dev.dokployprovider.provider.recipe.model.Entry;
import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.recipe.model.RestartPolicy;
import dev.dokployprovider.provider.recipe.model.SomeMachine;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecipeTest {
  private static final String BASE = "ghcr.io/me/base:1.2@sha256:" + "0".repeat(64);
  private static final SomeMachine EVERYTHING =
      Fixtures.SPEC
          .image("ghcr.io/me/base:1.2")
          .user("dev")
          .packages("vim", "ripgrep")
          .environment(
              Map.of("EDITOR", "vim", "PRICE", "1_000 $ \"yes\"", "https_proxy", "http://p:3128"))
          .volumes(Map.of("cache", "/root/.cache"))
          .caches(Map.of("devpod-cache-0123456789abcdef-npm", "/root/.npm"))
          .mirrors("https://mirror.example.com")
          .images("devpod-cache-0123456789abcdef_images", 20_480)
          .script("echo \"${HOME}\" >/etc/made\n\texit 0\n")
          .limit(Option.DOKPLOY_MACHINE_CPUS, "1.50")
          .limit(Option.DOKPLOY_MACHINE_MEMORY, "4g")
          .limit(Option.DOKPLOY_MACHINE_PIDS, "2000")
          .limit(Option.DOKPLOY_MACHINE_SHM, "1g")
          .limit(Option.DOKPLOY_MACHINE_DISK, "20g")
          .limit(Option.DOKPLOY_MACHINE_GPUS, "0,1");

  @Test
  void the_compose_file_of_a_machine_with_defaults() throws IOException {
    assertThat(withoutScripts(Fixtures.recipe(Fixtures.SPEC))).isEqualTo(golden("defaults.yml"));
  }

  @Test
  void the_compose_file_of_a_machine_with_every_option() throws IOException {
    var options = new LinkedHashMap<String, String>();
    options.put("DOKPLOY_MACHINE_MEMORY", "4g");
    options.put("DOKPLOY_MACHINE_ENV", "PRICE (values 0a1b2c3d)");
    var notes =
        new Notes(Optional.of(BASE), Optional.of(new MachineNetwork("198.19.12.8/29")), options);
    assertThat(withoutScripts(Fixtures.recipe(EVERYTHING, Fixtures.KEYS, notes)))
        .isEqualTo(golden("everything.yml"));
  }

  @Test
  void the_hash_does_not_know_the_notes() {
    var notes =
        new Notes(
            Optional.of(Fixtures.SPEC.spec().image() + "@sha256:" + "a".repeat(64)),
            Optional.of(new MachineNetwork("198.19.12.8/29")),
            new LinkedHashMap<>());

    assertThat(Fixtures.recipe(Fixtures.SPEC, Fixtures.KEYS, notes).hash())
        .isEqualTo(Fixtures.recipe(Fixtures.SPEC).hash());
  }

  @Test
  void layers_come_from_the_images_of_other_machines_and_the_hash_does_not_know_it() {
    var images = List.of("devpod-web-a1b2c3-machine", "devpod-two-d4e5f6-machine");
    var recipe = Recipe.of(Fixtures.SPEC.spec(), Fixtures.KEYS, Fixtures.NO_NOTES, images);

    assertThat(((Map<?, ?>) ComposeFiles.service(recipe, "build")).get("cache_from"))
        .isEqualTo(images);
    assertThat(recipe.hash()).isEqualTo(Fixtures.recipe(Fixtures.SPEC).hash());
  }

  @Test
  void a_machine_that_is_to_come_back_with_its_server_is_another_machine() {
    var spec = Fixtures.SPEC.restart(RestartPolicy.UNLESS_STOPPED);
    var recipe = Fixtures.recipe(spec);

    assertThat(ComposeFiles.service(recipe, "restart")).isEqualTo("unless-stopped");
    assertThat((List<?>) ComposeFiles.service(recipe, "environment"))
        .asString()
        .contains("DEVPOD_MACHINE_RESTART=unless-stopped");
    assertThat(recipe.hash()).isNotEqualTo(Fixtures.recipe(Fixtures.SPEC).hash());
    assertThat(Fixtures.recipe(Fixtures.SPEC).composeFile())
        .doesNotContain("DEVPOD_MACHINE_RESTART=");
  }

  /** Compose would hand it on to the next container by its name, and nothing would remove it. */
  @Test
  void without_docker_no_volume_of_the_base_image_is_made_where_docker_would_be() {
    var mounts =
        (List<?>)
            ComposeFiles.service(Fixtures.recipe(Fixtures.SPEC.docker(DockerMode.NONE)), "volumes");

    assertThat(mounts)
        .filteredOn(mount -> "/var/lib/docker".equals(((Map<?, ?>) mount).get("target")))
        .isEqualTo(
            List.of(
                Map.of(
                    "type",
                    "tmpfs",
                    "target",
                    "/var/lib/docker",
                    "tmpfs",
                    Map.of("mode", 448, "size", 1_048_576))));
  }

  @Test
  void the_hash_can_be_known_without_the_text() {
    assertThat(Recipe.hashOf(Fixtures.SPEC.spec(), Fixtures.KEYS))
        .isEqualTo(Fixtures.recipe(Fixtures.SPEC).hash());
  }

  @Test
  void the_hash_does_not_know_the_host_key() {
    MachineKeys others =
        new MachineKeys(
            new Secret(Fixtures.HOST_KEY.replace("AAAB", "AAAC")), List.of(Fixtures.PUBLIC_KEY));

    assertThat(Fixtures.recipe(Fixtures.SPEC, others).hash())
        .isEqualTo(Fixtures.recipe(Fixtures.SPEC).hash());
    assertThat(Fixtures.recipe(Fixtures.SPEC, others).composeFile())
        .as("but the label that makes compose replace the container does")
        .isNotEqualTo(Fixtures.recipe(Fixtures.SPEC).composeFile());
  }

  @Test
  void the_hash_knows_who_may_log_in() {
    MachineKeys more =
        new MachineKeys(
            new Secret(Fixtures.HOST_KEY), List.of(Fixtures.PUBLIC_KEY, Fixtures.PUBLIC_KEY));
    assertThat(Fixtures.recipe(Fixtures.SPEC, more).hash())
        .isNotEqualTo(Fixtures.recipe(Fixtures.SPEC).hash());
  }

  @Test
  void every_other_difference_changes_the_hash() {
    List<SomeMachine> specs =
        List.of(
            Fixtures.SPEC,
            SomeMachine.of("web-a1b2d", "2222-2250"),
            SomeMachine.of("web-a1b2c", "2222-2251"),
            SomeMachine.of("web-a1b2c", "127.0.0.1:2222-2250"),
            Fixtures.SPEC.entry(new Entry.Unpublished()),
            Fixtures.SPEC.image("debian:12"),
            Fixtures.SPEC.docker(DockerMode.SYSBOX),
            Fixtures.SPEC.docker(DockerMode.ROOTLESS),
            Fixtures.SPEC.docker(DockerMode.NONE),
            Fixtures.SPEC.user("dev"),
            Fixtures.SPEC.subnets("198.18.0.0/17"),
            Fixtures.SPEC.packages("vim"),
            Fixtures.SPEC.environment(Map.of("A", "1")),
            Fixtures.SPEC.environment(Map.of("A", "2")),
            Fixtures.SPEC.volumes(Map.of("cache", "/root/.cache")),
            Fixtures.SPEC.caches(Map.of("devpod-cache-0123456789abcdef-npm", "/root/.npm")),
            Fixtures.SPEC.mirrors("https://mirror.example.com"),
            Fixtures.SPEC.script("true"),
            Fixtures.SPEC.images("devpod-cache-0_images", 1024),
            Fixtures.SPEC.images("devpod-cache-0_images", 2048),
            Fixtures.SPEC.images("devpod-cache-1_images", 1024),
            Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_CPUS, "1"),
            Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_MEMORY, "4g"),
            Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_SHM, "4g"),
            Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_DISK, "4g"),
            Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_PIDS, "1000"),
            Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_GPUS, "all"),
            Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_GPUS, "1"),
            Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_GPUS, "id:1"));

    Set<String> hashes =
        specs.stream().map(spec -> Fixtures.recipe(spec).hash()).collect(Collectors.toSet());

    assertThat(hashes).hasSize(specs.size()).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  /** A machine that was made with other scripts is another one. */
  @Test
  void the_hash_has_the_scripts_that_the_machine_runs_in_it() {
    assertThat(MachineFiles.texts(Fixtures.SPEC.spec()))
        .containsExactly(
            Resources.text("devpod-machine.sh"),
            Resources.text("login-shell.sh"),
            Resources.text("sshd_config"));
    assertThat(MachineFiles.texts(Fixtures.SPEC.images("devpod-cache-0_images", 1024).spec()))
        .hasSize(4)
        .contains(Resources.text("devpod-images.sh"));
  }

  @Test
  void compose_names_the_container_and_the_image_after_the_service() {
    assertThat(Recipe.containerOf("devpod-web-1")).isEqualTo("devpod-web-1-machine-1");
    assertThat(Recipe.image("devpod-web-1")).isEqualTo("devpod-web-1-machine");
  }

  @Test
  void the_hash_is_the_same_for_equal_values() {
    SomeMachine one = Fixtures.SPEC.environment(Map.of("A", "1", "B", "2", "C", "3"));
    SomeMachine same = Fixtures.SPEC.environment(Map.of("C", "3", "B", "2", "A", "1"));

    assertThat(Fixtures.recipe(one).composeFile()).isEqualTo(Fixtures.recipe(same).composeFile());
  }

  @Test
  void what_the_image_is_built_from_is_the_same_for_every_machine() {
    SomeMachine other =
        SomeMachine.of("other", "1-2")
            .limit(Option.DOKPLOY_MACHINE_CPUS, "1")
            .environment(Map.of("A", "1"));

    assertThat(ComposeFiles.service(Fixtures.recipe(other), "build"))
        .isEqualTo(ComposeFiles.service(Fixtures.recipe(Fixtures.SPEC), "build"));
  }

  @Test
  void the_hostname_never_names_an_architecture() {
    Stream.of("arm", "farm-1", "my-aarch64-box", "charm")
        .map(id -> SomeMachine.of(id, "2222"))
        .forEach(spec ->
            assertThat(ComposeFiles.text(ComposeFiles.service(Fixtures.recipe(spec), "hostname")))
                .matches("devpod-[0-9a-f]{8}")
                .doesNotContain("arm", "aarch"));
  }

  @ParameterizedTest
  @EnumSource(DockerMode.class)
  void the_text_is_short_enough_for_a_shell_argument_and_has_no_variable(DockerMode docker) {
    String text = Fixtures.recipe(EVERYTHING.docker(docker)).composeFile();

    // Of 80,000 bytes (ComposeSize); the rest is for values of options.
    assertThat(text.getBytes(UTF_8)).hasSizeLessThan(66_000);
    assertThat(text).doesNotContain("${").doesNotContainPattern("(?<!\\$)\\$(\\$\\$)*(?!\\$)");
  }

  @Test
  void keys_are_not_shown() {
    assertThat(Fixtures.KEYS.toString()).doesNotContain("b3BlbnNzaC1rZXk");
  }

  /** The scripts have tests of their own; here their names stand for them. */
  private static String withoutScripts(Recipe recipe) {
    String text = recipe.composeFile().replace(recipe.hash(), "@hash@");
    for (String script :
        List.of(
            "devpod-machine.sh", "devpod-images.sh", "login-shell.sh", "setup.sh", "sshd_config")) {
      for (int indent : List.of(6, 10)) {
        String block =
            Resources.text(script)
                .replace("$", "$$")
                .lines()
                .map(line -> line.isEmpty() ? "" : " ".repeat(indent) + line)
                .collect(Collectors.joining("\n"));
        text = text.replace(block, " ".repeat(indent) + "@" + script + "@");
      }
    }
    return text;
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = requireNonNull(RecipeTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
