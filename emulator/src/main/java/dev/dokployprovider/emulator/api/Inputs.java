package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.release.ReleaseTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each procedure takes in a release: {@code inputs.txt}. */
final class Inputs {
  private final Map<String, Input> inputs = new HashMap<>();

  Inputs(Release release) {
    ReleaseTable.read(Inputs.class, "inputs.txt", release)
        .forEach((name, lines) ->
            inputs.put(name, new Input(lines.stream().map(Field::parse).toList())));
  }

  /** The input of a procedure; one that is not listed takes nothing. */
  Input of(String procedure) {
    return inputs.getOrDefault(procedure, new Input(List.of()));
  }
}
