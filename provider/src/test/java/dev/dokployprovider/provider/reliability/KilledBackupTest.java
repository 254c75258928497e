package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.Killed;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup and a restore are killed before each of their steps: each call to Dokploy, each change
 * of a file, each time that ssh is begun, given or asked something.
 */
class KilledBackupTest {
  private static final String WEB = "web";
  private static final String SAVED = "as it was saved";
  private static final String SINCE = "changed since";

  @TempDir Path home;

  /** Where a verb was killed. */
  private record Scene(World world, World.Computer laptop, Path file, String killed) {
    String app() {
      return world.server().services().getFirst().appName();
    }

    Map<String, String> volumes() {
      return world.volumes().of(app());
    }

    boolean has(String text) {
      return text.equals(volumes().get("/root")) && text.equals(volumes().get("/home"));
    }

    void put(String text) {
      world.volumes().put(app(), "/root", text);
      world.volumes().put(app(), "/home", text);
    }
  }

  @FunctionalInterface
  private interface Dies {
    void run(Scene scene, Life life);
  }

  private List<Scene> everywhere(boolean saved, Dies verb) {
    var scenes = new ArrayList<Scene>();
    for (int steps = 0; ; steps++) {
      var world = new World(Version.NEWEST, home.resolve(String.valueOf(steps)));
      var scene = new Scene(world, world.computer("laptop"), home.resolve(steps + ".backup"), "");
      scene.laptop().run(Verb.CREATE, WEB);
      scene.put(SAVED);
      if (saved) {
        scene.laptop().backup(WEB, scene.file(), Life.whole());
        scene.put(SINCE);
      }
      try {
        verb.run(scene, Life.of(steps));
        assertThat(steps).isGreaterThan(20);
        return scenes;
      } catch (Killed e) {
        scenes.add(new Scene(world, scene.laptop(), scene.file(), steps + " " + e.getMessage()));
      }
    }
  }

  @Test
  void after_a_killed_backup_the_machine_goes_on_and_the_next_one_is_whole() {
    for (var scene : everywhere(false, (one, life) -> one.laptop().backup(WEB, one.file(), life))) {
      assertThat(scene.world().volumes().paused()).as(scene.killed()).isEmpty();
      assertThat(scene.has(SAVED)).as(scene.killed()).isTrue();
      if (!Files.exists(scene.file())) {
        scene.laptop().backup(WEB, scene.file(), Life.whole());
      }
      assertThat(scene.file().resolveSibling(scene.file().getFileName() + ".part"))
          .as(scene.killed())
          .doesNotExist();
      scene.put(SINCE);
      scene.laptop().restore(WEB, scene.file(), true, Life.whole());
      assertThat(scene.has(SAVED)).as(scene.killed()).isTrue();
    }
  }

  @Test
  void after_a_killed_restore_the_volumes_are_as_before_or_as_saved_or_the_machine_says_neither() {
    for (var scene :
        everywhere(true, (one, life) -> one.laptop().restore(WEB, one.file(), true, life))) {
      scene.laptop().run(Verb.START, WEB);
      boolean told = scene.world().notes().stream().anyMatch(note -> note.contains("not finished"));
      if (told) {
        assertThat(scene.has(SINCE)).as(scene.killed()).isFalse();
      } else {
        assertThat(scene.has(SINCE) || scene.has(SAVED)).as(scene.killed()).isTrue();
      }
      if (told) {
        refusesBackup(scene);
      }
      scene.laptop().restore(WEB, scene.file(), !told, Life.whole());
      assertThat(scene.has(SAVED)).as(scene.killed()).isTrue();
      scene.laptop().run(Verb.START, WEB);
      assertThat(scene.world().notes()).as(scene.killed()).isEmpty();
      scene.laptop().run(Verb.DELETE, WEB);
      assertThat(Outcome.onServer(scene.world())).as(scene.killed()).isEmpty();
    }
  }

  private static void refusesBackup(Scene scene) {
    try {
      scene.laptop().backup(WEB, scene.file().resolveSibling("no.backup"), Life.whole());
      throw new AssertionError("a backup of half a restore: " + scene.killed());
    } catch (ProblemException e) {
      assertThat(e.problem()).as(scene.killed()).isInstanceOf(Problem.BackupRefused.class);
    }
  }
}
