package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenRecipeTest {
  private static final Notes NOTES =
      new Notes(
          Optional.of("debian:12@sha256:00"),
          Optional.of(new MachineNetwork("198.19.0.8/29")),
          new LinkedHashMap<>(Map.of("DOKPLOY_MACHINE_USER", "ann")));

  private static final String ABOUT =
      """
      x-devpod-machine:
        about: |
          A machine.
          services: none
        machine: web
        recipe: "0123"
        base: "debian:12@sha256:00"
        network: 198.19.0.8/29
        options:
          DOKPLOY_MACHINE_USER: ann
      """;

  private static final String REST =
      """
      services:
        machine:
          privileged: true
          ports: [{target: 22}, &none ""]
          user: *none
      """;

  @Test
  void what_a_recipe_wrote_is_read() {
    var recipe = Fixtures.recipe(Fixtures.SPEC, Fixtures.KEYS, NOTES);
    assertThat(WrittenRecipe.read(recipe.composeFile()))
        .contains(new WrittenRecipe(recipe.hash(), NOTES));
  }

  /** As Dokploy or somebody's editor may write it again. */
  @Test
  void where_it_stands_and_in_which_form_does_not_matter() {
    var read = new WrittenRecipe("0123", NOTES);
    assertThat(WrittenRecipe.read(ABOUT + REST)).contains(read);
    assertThat(WrittenRecipe.read(REST + ABOUT)).contains(read);
    assertThat(WrittenRecipe.read("# mine\n---\n" + ABOUT)).contains(read);
    assertThat(
            WrittenRecipe.read(
                "{services: {}, x-devpod-machine: {recipe: 0123, base: 'debian:12@sha256:00',"
                    + " network: 198.19.0.8/29, options: {DOKPLOY_MACHINE_USER: ann}}}"))
        .contains(read);
  }

  @Test
  void what_it_does_not_say_is_empty() {
    var nothing = new WrittenRecipe("", Fixtures.NO_NOTES);
    assertThat(WrittenRecipe.read("x-devpod-machine: {}")).contains(nothing);
    assertThat(WrittenRecipe.read("x-devpod-machine: {recipe: , base: , network: , options: }"))
        .contains(nothing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "# nothing\n",
        "---\n...\n",
        "x-devpod-machine",
        "x-devpod-machine: web",
        "- x-devpod-machine: {}",
        "*none",
        "services: {machine: {x-devpod-machine: {}}}",
        "? {a: b}\n: c\nx-devpod-machine: {}",
        "services: {",
        "x-devpod-machine: {recipe: \"0123}",
        "a: b: c\nx-devpod-machine: {}",
      })
  void every_other_text_is_none(String text) {
    assertThat(WrittenRecipe.read(text)).isEmpty();
  }
}
