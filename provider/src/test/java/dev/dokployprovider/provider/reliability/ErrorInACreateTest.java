package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.MemoryServer;
import dev.dokployprovider.provider.world.Wire;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A create that meets an Error, such as a full memory, undoes what it made and holds nothing. */
class ErrorInACreateTest {
  private static final String WEB = "web";

  @TempDir Path home;

  @Test
  void at_whichever_call_it_comes_nothing_is_left_and_the_next_create_does_it() {
    var wrong = new ArrayList<String>();
    int calls = 0;
    for (boolean met = true; met; calls++) {
      var world = new World(Version.NEWEST, home.resolve("" + calls));
      var laptop = world.computer("laptop");
      var wire = new Full(calls);
      met = false;
      try {
        laptop.run(Verb.CREATE, WEB, Life.whole(), wire);
      } catch (OutOfMemoryError e) {
        met = true;
        laptop.takeBack();
        for (var what : Outcome.onServer(world)) {
          wrong.add(calls + ": " + what);
        }
        laptop.run(Verb.CREATE, WEB);
        for (var what : Outcome.up(world, laptop, WEB)) {
          wrong.add(calls + ", after another create: " + what);
        }
      }
    }
    assertThat(calls).isGreaterThan(15);
    assertThat(wrong).isEmpty();
  }

  /** Has no memory for the answer of one call. */
  private static final class Full implements Wire {
    private int left;

    private Full(int left) {
      this.left = left;
    }

    @Override
    public <T> T carry(RequestedOptions<T> asked, MemoryServer server) {
      T answer = asked.effect().get();
      if (left-- == 0) {
        throw new OutOfMemoryError("Java heap space");
      }
      return answer;
    }
  }
}
