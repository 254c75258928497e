package dev.dokployprovider.provider.machine.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VolumesTest {
  private static final Map<String, String> BEFORE =
      Map.of("/root", "aa", "/home", "bb", "/var/lib/devpod", "cc");

  @Test
  void a_volume_that_is_another_one_now_was_lost() {
    assertThat(Volumes.lost(BEFORE, BEFORE)).isEmpty();
    assertThat(Volumes.lost(BEFORE, Map.of("/root", "aa", "/home", "xx", "/var/lib/devpod", "yy")))
        .containsExactlyInAnyOrder("/home", "/var/lib/devpod");
  }

  @Test
  void what_was_not_known_or_is_not_mounted_any_more_was_not_lost() {
    assertThat(Volumes.lost(Map.of(), BEFORE)).isEmpty();
    assertThat(Volumes.lost(BEFORE, Map.of("/root", "aa", "/data", "dd"))).isEmpty();
  }

  @Test
  void what_is_written_is_read_again_and_other_lines_are_passed_over() {
    assertThat(Volumes.read(Volumes.write(BEFORE))).isEqualTo(BEFORE);
    assertThat(Volumes.read("WELCOME\n/root aa\n\nusage: x\n/home\n"))
        .isEqualTo(Map.of("/root", "aa"));
  }

  @Test
  void the_machine_is_asked_for_all_places_at_once() {
    assertThat(Volumes.command(List.of("/root", "/var/lib/docker")))
        .isEqualTo("devpod-machine volumes /root /var/lib/docker");
  }
}
