package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.SomeOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InitNotesTest {
  private static final String REFERENCE = "file:/home/me/key";

  @Test
  void a_key_that_is_copied_to_machines_is_told() {
    assertThat(notes("abc", "true")).singleElement().asString().contains("copies the key");
  }

  @Test
  void a_reference_and_git_credentials_that_may_be_used_need_no_word() {
    assertThat(notes(REFERENCE, "true")).isEmpty();
    assertThat(InitNotes.of(options(Map.of("DOKPLOY_API_TOKEN", REFERENCE)))).isEmpty();
  }

  @Test
  void who_keeps_the_git_credentials_learns_what_DevPod_heeds() {
    assertThat(notes(REFERENCE, "false"))
        .singleElement()
        .asString()
        .contains("does not heed INJECT_GIT_CREDENTIALS")
        .contains("devpod context use default -o SSH_INJECT_GIT_CREDENTIALS=false");
  }

  private static List<String> notes(String key, String git) {
    return InitNotes.of(options(Map.of("DOKPLOY_API_TOKEN", key, "INJECT_GIT_CREDENTIALS", git)));
  }

  private static ProviderOptions options(Map<String, String> values) {
    return ProviderOptions.from(SomeOptions.with(values));
  }
}
