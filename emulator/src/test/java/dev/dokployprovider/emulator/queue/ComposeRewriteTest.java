package dev.dokployprovider.emulator.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What Dokploy's rewriting does to a compose file (docs/reference/dokploy.md §4). */
class ComposeRewriteTest {
  @Test
  void comments_and_needless_quotes_go_and_yaml_1_2_decides_what_is_a_number() {
    assertThat(
            ComposeRewrite.rewrite(
                """
                # a comment
                services:
                  web:
                    image: "debian"
                    environment: {YES: "yes", NUM: "1_000", QUOTED: "440", VERSION: 1.10}
                    mode: 0440
                """,
                false))
        .isEqualTo(
            """
            services:
              web:
                image: debian
                environment:
                  YES: yes
                  NUM: 1_000
                  QUOTED: '440'
                  VERSION: 1.1
                mode: 440
            """);
  }

  @Test
  void long_texts_and_dollars_survive() {
    String file =
        """
        services:
          web:
            build:
              dockerfile_inline: |
                FROM debian
                RUN echo $$HOME "x"
        """;
    assertThat(ComposeRewrite.rewrite(file, false)).isEqualTo(file);
  }

  @Test
  void networks_that_are_there_stay() {
    assertThat(ComposeRewrite.rewrite("services: {}\nnetworks:\n  mine: {}\n", true))
        .isEqualTo(
            """
            services: {}
            networks:
              mine: {}
              dokploy-network:
                external: true
            """);
  }

  @Test
  void what_is_no_compose_file_is_refused_in_dokploys_words() {
    assertThatThrownBy(() -> ComposeRewrite.rewrite("", false))
        .hasMessage("❌ Error: Compose file not found");
    assertThatThrownBy(() -> ComposeRewrite.rewrite("services:\n  dev: [\n", false))
        .hasMessageStartingWith("❌ Has occurred an error: ");
  }
}
