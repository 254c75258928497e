package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaseImageTest {
  private static final String DIGEST = "sha256:" + "0a".repeat(32);

  @Test
  void the_digest_is_the_one_that_buildkit_resolved() {
    String log =
        """
        Initializing deployment
        #1 [machine internal] load build definition from Dockerfile
        #3 [machine internal] load metadata for docker.io/library/debian:12
        #4 [machine 1/2] FROM docker.io/library/debian:12@%s
        #4 resolve docker.io/library/debian:12@%s done
        #5 [machine 2/2] RUN ["/bin/sh", "-c", "eval"]
        """
            .formatted(DIGEST, DIGEST);

    assertThat(BaseImage.of("debian:12", log)).contains("debian:12@" + DIGEST);
    assertThat(BaseImage.of("debian:12", log.replace("machine 1/2", "1/2"))).isPresent();
    assertThat(BaseImage.of("debian:12", log.replace("machine 1/2", "machine  1/12"))).isPresent();
  }

  @Test
  void its_name_is_what_stands_before_the_digest() {
    assertThat(BaseImage.name("debian:12@" + DIGEST)).isEqualTo("debian:12");
    assertThat(BaseImage.name("debian:12")).isEqualTo("debian:12");
  }

  @Test
  void a_build_on_an_image_that_the_server_had_tells_none() {
    assertThat(BaseImage.of("debian:12", "#4 [machine 1/2] FROM docker.io/library/debian:12\n"))
        .isEmpty();
  }

  @Test
  void what_a_script_prints_is_not_taken_for_it() {
    assertThat(BaseImage.of("a", "#6 1.2 #4 [machine 1/2] FROM x@" + DIGEST + "\n")).isEmpty();
    assertThat(BaseImage.of("a", "#6 1.2 FROM x@" + DIGEST + "\n")).isEmpty();
  }

  @Test
  void an_image_that_is_named_by_its_digest_needs_none() {
    assertThat(BaseImage.of("a@" + DIGEST, "#4 [machine 1/2] FROM a@" + DIGEST + "\n")).isEmpty();
  }

  @Test
  void a_digest_counts_for_the_image_that_it_was_learned_for() {
    assertThat(BaseImage.isOf("debian:12", "debian:12@" + DIGEST)).isTrue();
    assertThat(BaseImage.isOf("debian:13", "debian:12@" + DIGEST)).isFalse();
    assertThat(BaseImage.isOf("debian:12", "debian:12")).isFalse();
    assertThat(BaseImage.digest("debian:12@" + DIGEST)).isEqualTo(DIGEST);
  }
}
