package dev.dokployprovider.provider.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell has one home and OpenSSH may have another: that of passwd. */
class ConfigSshVerbTest {
  @TempDir Path home;

  @Test
  void where_ssh_reads_another_home_it_is_told_what_to_add_there() {
    var desk = new Desk(home);
    assertThat(desk.run(List.of("config-ssh"))).isZero();
    assertThat(desk.err())
        .contains(
            "! HOME is not your home for ssh, which reads "
                + Path.of(System.getProperty("user.home")).resolve(".ssh/config")
                + ". Add there:\nInclude \""
                + home.resolve("data/ssh_config")
                + "\"\n");
  }

  /** As the line in the user's own file: it may be pasted whatever the path has. */
  @Test
  void what_to_add_is_a_line_that_ssh_reads() {
    var desk = new Desk(home.resolve("100% of \"mine\" [%h]"));
    assertThat(desk.run(List.of("config-ssh", "--dry-run"))).isZero();
    assertThat(desk.err())
        .contains("Include \"" + home.resolve("100? of ?mine? ??h?/data/ssh_config") + "\"\n");
  }

  @Test
  void where_it_is_the_same_nothing_is_reported() {
    var desk = new Desk(home).variable("HOME", System.getProperty("user.home"));
    assertThat(desk.run(List.of("config-ssh", "--dry-run"))).isZero();
    assertThat(desk.err()).doesNotContain("HOME");
  }
}
