package dev.dokployprovider.provider.recipe;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A compose file of this provider, read again: what it says of itself. That stands first, so the
 * long rest is seldom read.
 *
 * @param hash of the recipe that made it
 */
public record WrittenRecipe(String hash, Notes notes) {
  /** Empty for every other text. */
  public static Optional<WrittenRecipe> read(String composeFile) {
    try {
      var settings = LoadSettings.builder().build();
      return about(new ParserImpl(settings, new StreamReader(settings, composeFile)))
          .map(WrittenRecipe::of);
    } catch (YamlEngineException notYaml) {
      return Optional.empty();
    }
  }

  private static Optional<Map<?, ?>> about(Iterator<Event> events) {
    while (events.hasNext()) {
      switch (events.next().getEventId()) {
        case StreamStart, DocumentStart, Comment -> {}
        case MappingStart -> {
          return in(events);
        }
        case Alias, Scalar, SequenceStart, SequenceEnd, MappingEnd, DocumentEnd, StreamEnd -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Of a document whose mapping has begun. */
  private static Optional<Map<?, ?>> in(Iterator<Event> events) {
    while (events.next() instanceof ScalarEvent key) {
      var value = value(events.next(), events);
      if (key.getValue().equals(Recipe.ABOUT_KEY)) {
        return value instanceof Map<?, ?> about ? Optional.of(about) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** What begins with an event: texts, and lists and maps of them. */
  private static Object value(Event first, Iterator<Event> events) {
    return switch (first.getEventId()) {
      case Scalar -> ((ScalarEvent) first).getValue();
      case MappingStart -> {
        var map = new LinkedHashMap<Object, Object>();
        for (var key = events.next();
            key.getEventId() != Event.ID.MappingEnd;
            key = events.next()) {
          map.put(value(key, events), value(events.next(), events));
        }
        yield map;
      }
      case SequenceStart -> {
        var list = new ArrayList<>();
        for (var one = events.next();
            one.getEventId() != Event.ID.SequenceEnd;
            one = events.next()) {
          list.add(value(one, events));
        }
        yield list;
      }
      // An alias, which nothing of ours has.
      default -> "";
    };
  }

  private static WrittenRecipe of(Map<?, ?> about) {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    if (about.get("options") instanceof Map<?, ?> written) {
      written.forEach((name, value) -> options.put(String.valueOf(name), text(value)));
    }
    return new WrittenRecipe(
        text(about, "recipe").orElse(""),
        new Notes(text(about, "base"), text(about, "network").map(MachineNetwork::new), options));
  }

  private static Optional<String> text(Map<?, ?> about, String key) {
    return Optional.ofNullable(about.get(key))
        .map(WrittenRecipe::text)
        .filter(text -> !text.isEmpty());
  }

  private static String text(Object value) {
    return String.valueOf(value).replace("$$", "$");
  }
}
