package dev.dokployprovider.provider.recipe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.recipe.model.Caches;
import dev.dokployprovider.provider.recipe.model.InvalidSpecException;
import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.recipe.model.Proxy;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import dev.dokployprovider.provider.recipe.model.SomeMachine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a user writes is refused, or arrives as it was written. */
class UserTextsTest {
  private static final String OWNER = "0123456789abcdef";
  private static final List<String> AGENT = List.of("/srv/agent/devpod", "/srv/data");

  /** How many texts each option is given; {@code make soak} tries thousands. */
  private static final int TRIES = Integer.getInteger("soak.texts", 300);

  private static final String PIECES =
      "abzAZ019.-_/:@=+~ \t\n\r\"'`$\\{}[]()<>|&;*?!#%,^\0\u001b\u0085\u00e4\u20ac\u2028\ud83d\ude00"
          + "yesnoon0x1_000";

  /** Always the same here, so that a change is judged by itself; {@code make soak} draws one. */
  private final long seed = Long.getLong("soak.seed", 20_261_128);

  private final Random random = new Random(seed);

  @Test
  void an_environment_value_arrives_unchanged_or_is_refused() {
    arrives(
        text -> Fixtures.SPEC.environment(Map.of("A", text)),
        (text, recipe) ->
            assertThat(environment(recipe)).describedAs("seed %d", seed).contains("A=" + text));
  }

  @Test
  void an_image_arrives_unchanged_or_is_refused() {
    arrives(
        Fixtures.SPEC::image,
        (text, recipe) ->
            assertThat(dockerfile(recipe))
                .describedAs("seed %d", seed)
                .startsWith("FROM " + text + "\nUSER"));
  }

  @Test
  void a_package_arrives_unchanged_or_is_refused() {
    arrives(
        text -> Fixtures.SPEC.packages(text, "vim"),
        (text, recipe) ->
            assertThat(arguments(recipe))
                .describedAs("seed %d", seed)
                .contains("DEVPOD_MACHINE_PACKAGES=" + text + " vim"));
  }

  @Test
  void a_volume_arrives_unchanged_or_is_refused() {
    arrives(
        text -> Fixtures.SPEC.volumes(Map.of("cache", "/" + text)),
        (text, recipe) ->
            assertThat(mounts(recipe))
                .describedAs("seed %d", seed)
                .containsEntry("cache", "/" + text));
  }

  /** As a key without quotes, some of these would be another one. */
  @Test
  void a_volume_may_have_any_name_that_yaml_takes_for_something_else() {
    for (String name : List.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "w")) {
      Recipe recipe = Fixtures.recipe(Fixtures.SPEC.volumes(Map.of(name, "/work")));
      assertThat(recipe.composeFile())
          .as("quoted for readers of YAML 1.1")
          .contains(name.equals("w") ? "\n  w: {}\n" : "\n  \"" + name + "\": {}\n");
      assertThat(((Map<?, ?>) ComposeFiles.at(recipe, "volumes")).get(name)).isNotNull();
      assertThat(mounts(recipe)).containsEntry(name, "/work");
    }
  }

  @Test
  void a_shared_volume_arrives_unchanged_or_is_refused() {
    arrives(
        text -> Fixtures.SPEC.caches(Caches.of(OWNER, Map.of("npm", "/" + text), AGENT)),
        (text, recipe) ->
            assertThat(mounts(recipe))
                .describedAs("seed %d", seed)
                .containsEntry("devpod-cache-" + OWNER + "-npm", "/" + text));
    arrives(
        text -> Fixtures.SPEC.caches(Caches.of(OWNER, Map.of(text, "/cache"), AGENT)),
        (text, recipe) ->
            assertThat(CacheService.volumes(CacheService.composeFile(caches(recipe))))
                .describedAs("seed %d", seed)
                .isEqualTo(Set.of("devpod-cache-" + OWNER + "-" + text)));
  }

  @Test
  void a_proxy_arrives_unchanged_or_is_refused() {
    arrives(
        text -> Fixtures.SPEC.environment(Proxy.in(Map.of(), Optional.of("http://a" + text))),
        (text, recipe) ->
            assertThat(environment(recipe))
                .describedAs("seed %d", seed)
                .contains("http_proxy=http://a" + text, "HTTPS_PROXY=http://a" + text));
  }

  @Test
  void a_disk_arrives_unchanged_or_is_refused() {
    arrives(
        text -> Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_DISK, text + "2g"),
        (text, recipe) ->
            assertThat(ComposeFiles.at(recipe, "services", Recipe.SERVICE, "storage_opt", "size"))
                .describedAs("seed %d", seed)
                .isEqualTo(text + "2g"));
  }

  /** What is noted is for people, and may be any text: it comes back as it was written. */
  @Test
  void notes_are_read_as_they_were_written() {
    for (int i = 0; i < 300; i++) {
      // A generator of single chars makes halves of characters, which no option can hold.
      String text = text().replaceAll("\\p{Cntrl}|\\p{Cs}|\u2028", "");
      var options = new LinkedHashMap<>(Map.of("DOKPLOY_MACHINE_PACKAGES", text));
      var notes = new Notes(Optional.empty(), Optional.empty(), options);
      Recipe recipe = Fixtures.recipe(Fixtures.SPEC, Fixtures.KEYS, notes);
      assertThat(WrittenRecipe.read(recipe.composeFile()))
          .describedAs("seed %d", seed)
          .contains(new WrittenRecipe(recipe.hash(), notes));
    }
  }

  @Test
  void a_mirror_arrives_unchanged_or_is_refused() {
    arrives(
        text -> Fixtures.SPEC.mirrors("http://" + text),
        (text, recipe) ->
            assertThat(environment(recipe))
                .describedAs("seed %d", seed)
                .contains("DEVPOD_MACHINE_MIRRORS=http://" + text));
  }

  @Test
  void a_script_arrives_unchanged_or_is_refused() {
    arrives(
        text -> Fixtures.SPEC.script(text),
        (text, recipe) ->
            assertThat(arguments(recipe))
                .describedAs("seed %d", seed)
                .contains("DEVPOD_MACHINE_SCRIPT=" + BakeText.script(text)));
  }

  /** Docker's bake, which newer releases of Compose build with, would take it for its own. */
  @Test
  void no_text_begins_a_template_in_a_build() {
    arrives(
        text ->
            Fixtures.SPEC
                .caches(Caches.of(OWNER, Map.of("npm", "/cache"), AGENT))
                .script(text + "${a}%{b}")
                .environment(Map.of("https_proxy", "http://a" + text, "no_proxy", "${")),
        (text, recipe) ->
            assertThat(arguments(recipe))
                .describedAs("seed %d", seed)
                .noneMatch(argument -> argument.contains("${") || argument.contains("%{")));
  }

  @Test
  void a_user_arrives_unchanged_or_is_refused() {
    arrives(
        Fixtures.SPEC::user,
        (text, recipe) ->
            assertThat(arguments(recipe))
                .describedAs("seed %d", seed)
                .contains("DEVPOD_MACHINE_USER=" + text));
  }

  @Test
  void ports_arrive_unchanged_or_are_refused() {
    arrives(
        text -> SomeMachine.of("a", text),
        (text, recipe) ->
            assertThat(published(recipe))
                .describedAs("seed %d", seed)
                .isEqualTo(PublishedPorts.parse(text)));
  }

  @Test
  void a_public_key_arrives_unchanged_or_is_refused() {
    for (int i = 0; i < TRIES; i++) {
      String key = Fixtures.PUBLIC_KEY + text();
      keys(key)
          .ifPresent(keys ->
              assertThat(authorizedKeys(Fixtures.recipe(Fixtures.SPEC, keys)))
                  .describedAs("seed %d", seed)
                  .isEqualTo(key + "\n"));
    }
  }

  /** No text may become another type when a rewriting of the file drops its quotes. */
  @Test
  void no_value_changes_its_type_when_it_loses_its_quotes() {
    for (String text : List.of("1_000", "yes", "0777", "0b1", "0x1f", "1:30", "2024-01-01", "~")) {
      SomeMachine spec =
          Fixtures.SPEC
              .environment(Map.of("A", text))
              .limit(Option.DOKPLOY_MACHINE_CPUS, "1.10")
              .limit(Option.DOKPLOY_MACHINE_MEMORY, "512m")
              .limit(Option.DOKPLOY_MACHINE_SHM, "64m");
      // What YAML 1.1 takes for something else, and YAML 1.2 for a text, so that its quotes go.
      assertThat(texts(ComposeFiles.at(Fixtures.recipe(spec), "services", Recipe.SERVICE)))
          .noneMatch(value ->
              value.matches(
                  "(?i)y|n|yes|no|on|off|[-+]?[0-9][0-9_]*_[0-9_.]*|0b[01_]+|0[0-7_]+"
                      + "|\\d{4}-\\d\\d?-\\d\\d?.*"));
    }
  }

  private void arrives(Function<String, SomeMachine> spec, BiConsumer<String, Recipe> check) {
    int arrived = 0;
    for (int i = 0; i < TRIES; i++) {
      String text = text();
      Optional<SomeMachine> accepted = accepted(spec, text);
      if (accepted.isPresent()) {
        check.accept(text, Fixtures.recipe(accepted.get()));
        arrived++;
      }
    }
    assertThat(arrived).describedAs("accepted texts of seed %d", seed).isPositive();
  }

  private static Optional<SomeMachine> accepted(Function<String, SomeMachine> spec, String text) {
    try {
      return Optional.of(spec.apply(text));
    } catch (InvalidSpecException refused) {
      return Optional.empty();
    }
  }

  private static Optional<MachineKeys> keys(String key) {
    try {
      return Optional.of(new MachineKeys(new Secret(Fixtures.HOST_KEY), List.of(key)));
    } catch (InvalidSpecException refused) {
      return Optional.empty();
    }
  }

  /** Short texts, half of them out of a few characters, so that some are accepted everywhere. */
  private String text() {
    String pieces = random.nextBoolean() ? PIECES : "ab1.-:[]2";
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(1, 9);
    for (int i = 0; i < length; i++) {
      text.append(pieces.charAt(random.nextInt(pieces.length())));
    }
    return text.toString();
  }

  private static List<String> caches(Recipe recipe) {
    return ((Map<?, ?>) ComposeFiles.at(recipe, "volumes"))
        .keySet().stream()
            .map(String::valueOf)
            .filter(name -> name.startsWith("devpod-cache-"))
            .toList();
  }

  /** Where its volumes are mounted, by their names. */
  private static Map<Object, Object> mounts(Recipe recipe) {
    return ((List<?>) ComposeFiles.service(recipe, "volumes"))
        .stream()
            .map(mount -> (Map<?, ?>) mount)
            .collect(
                Collectors.toMap(
                    mount -> requireNonNull(mount.get("source")),
                    mount -> requireNonNull(mount.get("target"))));
  }

  private static PublishedPorts published(Recipe recipe) {
    var port = (Map<?, ?>) ((List<?>) ComposeFiles.service(recipe, "ports")).getFirst();
    String range = (String) requireNonNull(port.get("published"));
    return PublishedPorts.parse(
        port.get("host_ip") instanceof String address ? "[" + address + "]:" + range : range);
  }

  private static List<String> environment(Recipe recipe) {
    return ComposeFiles.texts(ComposeFiles.service(recipe, "environment"));
  }

  private static String dockerfile(Recipe recipe) {
    return ComposeFiles.text(
        ComposeFiles.at(recipe, "services", Recipe.SERVICE, "build", "dockerfile_inline"));
  }

  private static List<String> arguments(Recipe recipe) {
    return ComposeFiles.texts(ComposeFiles.at(recipe, "services", Recipe.SERVICE, "build", "args"));
  }

  private static String authorizedKeys(Recipe recipe) {
    return ComposeFiles.text(ComposeFiles.at(recipe, "configs", "authorized_keys", "content"));
  }

  private static List<String> texts(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.values().stream().flatMap(inner -> texts(inner).stream()).toList();
      case List<?> list -> list.stream().flatMap(inner -> texts(inner).stream()).toList();
      case String text -> List.of(text);
      default -> Stream.<String>empty().toList();
    };
  }
}
