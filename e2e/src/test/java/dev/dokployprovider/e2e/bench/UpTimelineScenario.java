package dev.dokployprovider.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider says today what the timeline of {@code up} takes for the begin of its stages. */
class UpTimelineScenario {
  @TempDir Path folder;

  @Test
  void create_and_start_begin_each_of_their_stages() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "timed", folder);
      assertBeginsItsStages(machine.must("create"));
      machine.must("stop");
      assertBeginsItsStages(machine.must("start"));
      machine.must("delete");
    }
  }

  private static void assertBeginsItsStages(Run run) {
    var lines = new ArrayList<UpTimeline.Line>();
    for (String text : run.err().lines().toList()) {
      lines.add(new UpTimeline.Line(lines.size() + 1, text));
    }
    var stages = UpTimeline.of(lines, lines.size() + 1).stages();
    for (String stage :
        new String[] {"Dokploy deploys or starts", "SSH", "Docker, with images from the store"}) {
      assertThat(stages.get(stage)).as("%s, in%n%s", stage, run.err()).isPositive();
    }
  }
}
