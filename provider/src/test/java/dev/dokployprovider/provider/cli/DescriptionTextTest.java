package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.describe.Description;
import dev.dokployprovider.provider.machine.describe.Description.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptionTextTest {
  private static final Description DESCRIPTION =
      new Description(
          List.of(
              new Fact("state", List.of("Running, and what else is to be told of it")),
              new Fact("kept", List.of("/root, /home", "/var\u001b[2J"))));

  @Test
  void a_name_stands_left_of_its_lines() {
    assertThat(DescriptionText.of(DESCRIPTION, Integer.MAX_VALUE / 2))
        .isEqualTo(
            """
            state  Running, and what else is to be told of it
            kept   /root, /home
                   /var?[2J
            """);
  }

  @Test
  void longer_lines_than_the_terminals_are_folded_below_their_beginning() {
    assertThat(DescriptionText.of(DESCRIPTION, 30))
        .isEqualTo(
            """
            state  Running, and what else
                   is to be told of it
            kept   /root, /home
                   /var?[2J
            """);
  }
}
