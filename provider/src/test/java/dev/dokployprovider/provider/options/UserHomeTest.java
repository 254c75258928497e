package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHomeTest {
  private static final Path PASSWD = Path.of(System.getProperty("user.home"));

  @Test
  void the_shells_home_counts_as_it_does_for_devpod() {
    assertThat(UserHome.of(Map.of("HOME", "/home/me"))).isEqualTo(Path.of("/home/me"));
    assertThat(UserHome.otherOfOpenSsh(Map.of("HOME", "/home/me"))).contains(PASSWD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "here", "/with\0nul"})
  void what_is_no_absolute_path_does_not_count(String text) {
    assertThat(UserHome.of(Map.of("HOME", text))).isEqualTo(PASSWD);
  }

  @Test
  void without_the_variable_both_are_the_same() {
    assertThat(UserHome.of(Map.of())).isEqualTo(PASSWD);
    assertThat(UserHome.otherOfOpenSsh(Map.of("HOME", PASSWD + "/"))).isEmpty();
  }
}
