package dev.dokployprovider.provider.machine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of projects helps, and never harms. */
class ProjectMemoryTest {
  private static final URI SERVER = URI.create("https://dokploy.example.com");

  @TempDir Path folder;

  @Test
  void ids_are_remembered_for_a_server_and_a_projects_name() {
    memory("devpod").remember(List.of("P1", "P2"));
    assertThat(memory("devpod").ids()).containsExactly("P1", "P2");
    assertThat(memory("other").ids()).isEmpty();
    assertThat(new ProjectMemory(folder, URI.create("https://b.example.com"), "devpod").ids())
        .isEmpty();
  }

  @Test
  void what_was_remembered_last_counts() {
    memory("devpod").remember(List.of("P1", "P2"));
    memory("devpod").remember(List.of());
    assertThat(memory("devpod").ids()).isEmpty();
  }

  @Test
  void one_more_is_remembered_beside_the_others_and_once() {
    memory("devpod").remember("P1");
    memory("devpod").remember("P2");
    memory("devpod").remember("P1");
    assertThat(memory("devpod").ids()).containsExactly("P2", "P1");
  }

  @Test
  void a_file_that_was_damaged_is_read_as_far_as_it_makes_sense() throws Exception {
    memory("devpod").remember(List.of("P1"));
    try (var files = Files.list(folder.resolve("projects"))) {
      Files.writeString(files.findFirst().orElseThrow(), "../x\n\nP_2-a\n{\"a\":1}\n");
    }
    assertThat(memory("devpod").ids()).containsExactly("P_2-a");
  }

  @Test
  void a_folder_that_can_not_be_written_is_no_failure() throws Exception {
    Files.writeString(folder.resolve("projects"), "a file where the folder should be");
    memory("devpod").remember(List.of("P1"));
    assertThat(memory("devpod").ids()).isEmpty();
  }

  private ProjectMemory memory(String name) {
    return new ProjectMemory(folder, SERVER, name);
  }
}
