package dev.dokployprovider.provider.cli.progress;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.machine.progress.Event;
import dev.dokployprovider.provider.machine.time.Time;
import java.util.Locale;
import java.util.Optional;

/**
 * A JSON object for each event, each on a line (docs/verbs.md).
 *
 * @param clock what time an event has
 */
record JsonRenderer(Time clock) implements ProgressRenderer {

  @Override
  public String at(Stages before, Event event, Moment now) {
    var kind = event.status().name().toLowerCase(Locale.ROOT);
    return switch (event.status()) {
      case NOTE -> line(object(kind).with("text", event.text()));
      case STARTED -> line(ofStage(kind, event));
      case WORKING, OUTPUT, DONE, FAILED ->
          line(timed(ofStage(kind, event), before.of(event.id()), now));
    };
  }

  @Override
  public String idle(Stages stages, long quiet, Moment now) {
    return quiet < QUIET_NANOS
        ? ""
        : stages
            .current()
            .map(stage ->
                line(
                    timed(
                        object("waiting").with("stage", stage.id()).with("text", stage.latest()),
                        Optional.of(stage),
                        now)))
            .orElse("");
  }

  /** Each line was told as it came. */
  @Override
  public String unfolded(Stages stages) {
    return "";
  }

  private Json.Obj ofStage(String kind, Event event) {
    return object(kind).with("stage", event.id()).with("text", event.text());
  }

  private Json.Obj object(String kind) {
    return Json.object().with("time", clock.now().toString()).with("event", kind);
  }

  private static Json.Obj timed(Json.Obj event, Optional<Stage> stage, Moment now) {
    return stage
        .map(one -> event.with("milliseconds", one.passed(now.nanos()).toMillis()))
        .orElse(event);
  }

  private static String line(Json.Obj event) {
    return event + "\n";
  }
}
