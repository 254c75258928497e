package dev.dokployprovider.provider.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.world.Life;
import dev.dokployprovider.provider.world.World;
import dev.dokployprovider.provider.world.World.Verb;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpFaultMatrixTest {
  @TempDir Path home;

  @Test
  void probe() throws IOException, GeneralSecurityException {
    for (var fault : HttpFault.values()) { if (!fault.isTls()) continue;
      long t = System.nanoTime();
      var line = new StringBuilder(fault.words());
      try (var real = new RealAnswers(fault, home)) {
        for (var verb : Verb.values()) {
          var world = new World(Version.NEWEST, home.resolve(fault + "-" + verb));
          var laptop = world.computer("laptop");
          if (verb != Verb.INIT && verb != Verb.CREATE) {
            laptop.run(Verb.CREATE, "web");
          }
          if (verb == Verb.START) {
            laptop.run(Verb.STOP, "web");
          }
          if (verb == Verb.COMMAND || verb == Verb.STATUS) {
            world.loseConnections();
          }
          try {
            var cell = Cell.of(world, verb, () -> laptop.run(verb, "web", Life.whole(), real.wire(0)));
            line.append(" | ").append(cell.words()).append(" ").append(cell.took().toMillis()).append(verb==Verb.COMMAND? cell.problem()+"":"");
          } catch (Throwable e) {
            line.append(" | !!! ").append(e);
          }
        }
      }
      System.out.println(line + " -- " + (System.nanoTime() - t) / 1000000);
    }
    assertThat(1).isEqualTo(1);
  }
}
