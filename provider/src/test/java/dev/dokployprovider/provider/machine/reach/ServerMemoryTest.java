package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerMemoryTest {
  private static final long GIBIBYTE = 1L << 30;

  @Test
  void a_limit_beyond_the_servers_memory_is_reported() {
    assertThat(ServerMemory.note(900 * GIBIBYTE, "24611112\n"))
        .contains(
            "DOKPLOY_MACHINE_MEMORY is 900.0 GiB, and the server has 23.5 GiB: it limits nothing.");
  }

  @ParameterizedTest
  @CsvSource({"4, 24611112", "4, 4194304"})
  void a_limit_that_the_server_can_give_is_not(long gibibytes, String kibibytes) {
    assertThat(ServerMemory.note(gibibytes * GIBIBYTE, kibibytes)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "none", "-1", "1 2", "99999999999999999999"})
  void an_answer_that_is_no_size_says_nothing(String answer) {
    assertThat(ServerMemory.note(GIBIBYTE, answer)).isEmpty();
  }
}
