package dev.dokployprovider.provider.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last value that is taken, and the first one that is not. */
class ValueLimitsTest {
  @Test
  void a_name_has_at_most_100_characters() {
    assertThat(OptionValues.name("n".repeat(100))).hasSize(100);
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.name("n".repeat(101)));
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.name("two\nlines"));
  }

  @Test
  void a_port_is_at_most_65535() {
    assertThat(OptionValues.port("65535")).isEqualTo(65535);
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.port("65536"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65535})
  void a_jump_host_has_any_port_from_1_to_65535(int port) {
    assertThat(JumpHost.parse("host:" + port).port()).hasValue(port);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65536})
  void a_jump_host_has_no_other_port(int port) {
    assertThatIllegalArgumentException().isThrownBy(() -> JumpHost.parse("host:" + port));
  }

  @Test
  void a_key_has_only_what_is_printed_in_ascii() {
    assertThat(OptionValues.token("!~").reveal()).isEqualTo("!~");
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.token("a b"));
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.token("a\u007f"));
  }

  @Test
  void a_folder_is_no_file_that_can_be_read(@TempDir Path folder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionValues.readableFile(folder.toString()));
  }

  @Test
  void a_machine_is_printed_by_its_name_and_one_of_33_characters_is_whole_in_its_project() {
    var id = new MachineId("m".repeat(33));
    assertThat(id).hasToString("m".repeat(33));
    assertThat(id.appName()).isEqualTo("devpod-" + "m".repeat(33));
  }
}
