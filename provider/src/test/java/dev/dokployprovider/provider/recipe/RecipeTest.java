package dev.dokployprovider.provider.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.recipe.model.Additions;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import dev.dokployprovider.provider.recipe.model.Entry;
import dev.dokployprovider.provider.recipe.model.Gpus;
import dev.dokployprovider.provider.recipe.model.Limits;
import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.recipe.model.MachineSpec;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import dev.dokployprovider.provider.recipe.model.SharedImages;
import dev.dokployprovider.provider.recipe.model.Subnets;
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
  private static final MachineSpec EVERYTHING =
      Fixtures.SPEC
          .withImage("ghcr.io/me/base:1.2")
          .withUser("dev")
          .withAdditions(
              Additions.none()
                  .withPackages(List.of("vim", "ripgrep"))
                  .withEnvironment(
                      Map.of(
                          "EDITOR",
                          "vim",
                          "PRICE",
                          "1_000 $ \"yes\"",
                          "https_proxy",
                          "http://p:3128"))
                  .withVolumes(Map.of("cache", "/root/.cache"))
                  .withCaches(Map.of("devpod-cache-0123456789abcdef-npm", "/root/.npm"))
                  .withMirrors(List.of("https://mirror.example.com"))
                  .withImages(new SharedImages("devpod-cache-0123456789abcdef_images", 20_480))
                  .withScript("echo \"${HOME}\" >/etc/made\n\texit 0\n"))
          .withLimits(
              Limits.none()
                  .withCpus("1.50")
                  .withMemory("4g")
                  .withPids(2000)
                  .withShm("1g")
                  .withDisk("20g")
                  .withGpus(Gpus.parse("0,1")));

  @Test
  void the_compose_file_of_a_machine_with_defaults() throws IOException {
    assertThat(withoutScripts(Recipe.of(Fixtures.SPEC, Fixtures.KEYS)))
        .isEqualTo(golden("defaults.yml"));
  }

  @Test
  void the_compose_file_of_a_machine_with_every_option() throws IOException {
    var options = new LinkedHashMap<String, String>();
    options.put("DOKPLOY_MACHINE_MEMORY", "4g");
    options.put("DOKPLOY_MACHINE_ENV", "PRICE (values 0a1b2c3d)");
    var notes =
        new Notes(Optional.of(BASE), Optional.of(new MachineNetwork("198.19.12.8/29")), options);
    assertThat(withoutScripts(Recipe.of(EVERYTHING, Fixtures.KEYS, notes)))
        .isEqualTo(golden("everything.yml"));
  }

  @Test
  void the_hash_does_not_know_the_notes() {
    var notes =
        new Notes(
            Optional.of(Fixtures.SPEC.image() + "@sha256:" + "a".repeat(64)),
            Optional.of(new MachineNetwork("198.19.12.8/29")),
            new LinkedHashMap<>());

    assertThat(Recipe.of(Fixtures.SPEC, Fixtures.KEYS, notes).hash())
        .isEqualTo(Recipe.of(Fixtures.SPEC, Fixtures.KEYS).hash());
  }

  @Test
  void layers_come_from_the_images_of_other_machines_and_the_hash_does_not_know_it() {
    var images = List.of("devpod-web-a1b2c3-machine", "devpod-two-d4e5f6-machine");
    var recipe = Recipe.of(Fixtures.SPEC, Fixtures.KEYS, Notes.none(), images);

    assertThat(((Map<?, ?>) ComposeFiles.service(recipe, "build")).get("cache_from"))
        .isEqualTo(images);
    assertThat(recipe.hash()).isEqualTo(Recipe.of(Fixtures.SPEC, Fixtures.KEYS).hash());
  }

  @Test
  void the_hash_does_not_know_the_host_key() {
    MachineKeys others =
        new MachineKeys(
            new Secret(Fixtures.HOST_KEY.replace("AAAB", "AAAC")), List.of(Fixtures.PUBLIC_KEY));

    assertThat(Recipe.of(Fixtures.SPEC, others).hash())
        .isEqualTo(Recipe.of(Fixtures.SPEC, Fixtures.KEYS).hash());
    assertThat(Recipe.of(Fixtures.SPEC, others).composeFile())
        .as("but the label that makes compose replace the container does")
        .isNotEqualTo(Recipe.of(Fixtures.SPEC, Fixtures.KEYS).composeFile());
  }

  @Test
  void the_hash_knows_who_may_log_in() {
    MachineKeys more =
        new MachineKeys(
            new Secret(Fixtures.HOST_KEY), List.of(Fixtures.PUBLIC_KEY, Fixtures.PUBLIC_KEY));
    assertThat(Recipe.of(Fixtures.SPEC, more).hash())
        .isNotEqualTo(Recipe.of(Fixtures.SPEC, Fixtures.KEYS).hash());
  }

  @Test
  void every_other_difference_changes_the_hash() {
    List<MachineSpec> specs =
        List.of(
            Fixtures.SPEC,
            MachineSpec.of("web-a1b2d", PublishedPorts.parse("2222-2250")),
            MachineSpec.of("web-a1b2c", PublishedPorts.parse("2222-2251")),
            MachineSpec.of("web-a1b2c", PublishedPorts.parse("127.0.0.1:2222-2250")),
            Fixtures.SPEC.withEntry(new Entry.Unpublished()),
            Fixtures.SPEC.withImage("debian:12"),
            Fixtures.SPEC.withDocker(DockerMode.SYSBOX),
            Fixtures.SPEC.withDocker(DockerMode.ROOTLESS),
            Fixtures.SPEC.withDocker(DockerMode.NONE),
            Fixtures.SPEC.withUser("dev"),
            Fixtures.SPEC.withSubnets(Subnets.parse("198.18.0.0/17")),
            with(Additions.none().withPackages(List.of("vim"))),
            with(Additions.none().withEnvironment(Map.of("A", "1"))),
            with(Additions.none().withEnvironment(Map.of("A", "2"))),
            with(Additions.none().withVolumes(Map.of("cache", "/root/.cache"))),
            with(
                Additions.none()
                    .withCaches(Map.of("devpod-cache-0123456789abcdef-npm", "/root/.npm"))),
            with(Additions.none().withMirrors(List.of("https://mirror.example.com"))),
            with(Additions.none().withScript("true")),
            with(Additions.none().withImages(new SharedImages("devpod-cache-0_images", 1024))),
            with(Additions.none().withImages(new SharedImages("devpod-cache-0_images", 2048))),
            with(Additions.none().withImages(new SharedImages("devpod-cache-1_images", 1024))),
            Fixtures.SPEC.withLimits(Limits.none().withCpus("1")),
            Fixtures.SPEC.withLimits(Limits.none().withMemory("4g")),
            Fixtures.SPEC.withLimits(Limits.none().withShm("4g")),
            Fixtures.SPEC.withLimits(Limits.none().withDisk("4g")),
            Fixtures.SPEC.withLimits(Limits.none().withPids(1000)),
            Fixtures.SPEC.withLimits(Limits.none().withGpus(Gpus.parse("all"))),
            Fixtures.SPEC.withLimits(Limits.none().withGpus(Gpus.parse("1"))),
            Fixtures.SPEC.withLimits(Limits.none().withGpus(Gpus.parse("id:1"))));

    Set<String> hashes =
        specs.stream()
            .map(spec -> Recipe.of(spec, Fixtures.KEYS).hash())
            .collect(Collectors.toSet());

    assertThat(hashes).hasSize(specs.size()).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  @Test
  void the_hash_is_the_same_for_equal_values() {
    MachineSpec one = with(Additions.none().withEnvironment(Map.of("A", "1", "B", "2", "C", "3")));
    MachineSpec same = with(Additions.none().withEnvironment(Map.of("C", "3", "B", "2", "A", "1")));

    assertThat(Recipe.of(one, Fixtures.KEYS).composeFile())
        .isEqualTo(Recipe.of(same, Fixtures.KEYS).composeFile());
  }

  @Test
  void what_the_image_is_built_from_is_the_same_for_every_machine() {
    MachineSpec other =
        MachineSpec.of("other", PublishedPorts.parse("1-2"))
            .withLimits(Limits.none().withCpus("1"))
            .withAdditions(Additions.none().withEnvironment(Map.of("A", "1")));

    assertThat(ComposeFiles.service(Recipe.of(other, Fixtures.KEYS), "build"))
        .isEqualTo(ComposeFiles.service(Recipe.of(Fixtures.SPEC, Fixtures.KEYS), "build"));
  }

  @Test
  void the_hostname_never_names_an_architecture() {
    Stream.of("arm", "farm-1", "my-aarch64-box", "charm")
        .map(id -> MachineSpec.of(id, PublishedPorts.parse("2222")))
        .forEach(spec ->
            assertThat(Recipe.of(spec, Fixtures.KEYS).hostname())
                .matches("devpod-[0-9a-f]{8}")
                .doesNotContain("arm", "aarch"));
  }

  @ParameterizedTest
  @EnumSource(DockerMode.class)
  void the_text_is_short_enough_for_a_shell_argument_and_has_no_variable(DockerMode docker) {
    String text = Recipe.of(EVERYTHING.withDocker(docker), Fixtures.KEYS).composeFile();

    // Of 80,000 bytes (ComposeSize); the rest is for values of options.
    assertThat(text.getBytes(UTF_8)).hasSizeLessThan(65_000);
    assertThat(text).doesNotContain("${").doesNotContainPattern("(?<!\\$)\\$(\\$\\$)*(?!\\$)");
  }

  @Test
  void keys_are_not_shown() {
    assertThat(Fixtures.KEYS.toString()).doesNotContain("b3BlbnNzaC1rZXk");
  }

  private static MachineSpec with(Additions additions) {
    return Fixtures.SPEC.withAdditions(additions);
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
