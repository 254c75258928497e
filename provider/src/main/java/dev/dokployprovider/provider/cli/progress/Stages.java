package dev.dokployprovider.provider.cli.progress;

import dev.dokployprovider.provider.machine.progress.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What runs at a moment of a run: a value, of which an event makes the next one.
 *
 * @param open the running steps, the innermost last
 * @param failed the one that failed last
 */
record Stages(List<Stage> open, Optional<Stage> failed) {
  static final Stages NONE = new Stages(List.of(), Optional.empty());

  Stages {
    open = List.copyOf(open);
  }

  /** The innermost step that runs. */
  Optional<Stage> current() {
    return open.isEmpty() ? Optional.empty() : Optional.of(open.getLast());
  }

  Optional<Stage> of(String id) {
    int at = index(id);
    return at < 0 ? Optional.empty() : Optional.of(open.get(at));
  }

  /** The same after that event. */
  Stages after(Event event, long now) {
    return switch (event.status()) {
      case STARTED -> begun(Stage.begun(event.id(), event.text(), now));
      case WORKING -> changed(event.id(), stage -> stage.at(event.text()));
      case OUTPUT -> changed(event.id(), stage -> stage.with(event.text()));
      case DONE -> new Stages(without(event.id()), failed);
      case FAILED -> new Stages(without(event.id()), of(event.id()).or(() -> failed));
      case NOTE -> this;
    };
  }

  /** A second try of what failed makes the first one's lines old. */
  private Stages begun(Stage stage) {
    var all = new ArrayList<>(open);
    all.add(stage);
    return new Stages(all, failed.filter(one -> !one.id().equals(stage.id())));
  }

  private Stages changed(String id, UnaryOperator<Stage> change) {
    var all = new ArrayList<>(open);
    int at = index(id);
    if (at >= 0) {
      all.set(at, change.apply(all.get(at)));
    }
    return new Stages(all, failed);
  }

  private List<Stage> without(String id) {
    var all = new ArrayList<>(open);
    int at = index(id);
    if (at >= 0) {
      all.remove(at);
    }
    return all;
  }

  private int index(String id) {
    return open.stream().map(Stage::id).toList().lastIndexOf(id);
  }
}
