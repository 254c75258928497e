package dev.dokployprovider.provider.people.settings;

import dev.dokployprovider.provider.options.Option;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a typed verb works with.
 *
 * @param environment as DevPod would give it: this process's own, with the options in it
 * @param sources where each option that is set comes from, for people
 * @param installed whose options they are; empty where they come from elsewhere
 */
public record Settings(
    Map<String, String> environment, Map<String, String> sources, Optional<Installed> installed) {
  /** What comes out of a variable of this process. */
  public static final String VARIABLE = "variable";

  /** What comes out of what {@code login} has stored. */
  static final String LOGIN = "login";

  public Settings {
    environment = Map.copyOf(environment);
    sources = Map.copyOf(sources);
  }

  /** The variables alone. */
  static Settings of(Map<String, String> variables) {
    var sources = new HashMap<String, String>();
    for (var option : Option.values()) {
      if (!variables.getOrDefault(option.name(), "").isBlank()) {
        sources.put(option.name(), VARIABLE);
      }
    }
    return new Settings(variables, sources, Optional.empty());
  }

  /** The same, with values for the options that have none yet. */
  Settings completedBy(Map<String, String> options, String source) {
    var all = new HashMap<>(environment);
    var from = new HashMap<>(sources);
    options.forEach((name, value) -> {
      if (!from.containsKey(name) && !value.isBlank()) {
        all.put(name, value);
        from.put(name, source);
      }
    });
    return new Settings(all, from, installed);
  }

  /** The same with the options of a client's provider, which is told as the client tells it. */
  Settings completedBy(Installed one) {
    var completed = completedBy(one.options(), one.words());
    var all = new HashMap<>(completed.environment());
    all.keySet().removeAll(List.of("DEVPOD", "DEVSY"));
    all.put(one.home().variable(), one.home().program());
    all.put("PROVIDER_ID", one.provider());
    all.put("PROVIDER_CONTEXT", one.context());
    return new Settings(all, completed.sources(), Optional.of(one));
  }

  /** The same for one machine. */
  public Settings of(KnownMachine machine) {
    var all = new HashMap<>(environment);
    all.keySet().removeAll(List.of("MACHINE_CONTEXT", "WORKSPACE_ID", "COMMAND"));
    all.put("MACHINE_ID", machine.id());
    all.put("MACHINE_FOLDER", machine.folder().toString());
    machine.installed().ifPresent(one -> all.put("MACHINE_CONTEXT", one.context()));
    machine.workspace().ifPresent(name -> all.put("WORKSPACE_ID", name));
    return new Settings(all, sources, installed);
  }

  /** The options whose value is a variable's, and another one in the client's provider. */
  public List<String> onlyHere() {
    return installed
        .map(one ->
            Stream.of(Option.values())
                .filter(option -> VARIABLE.equals(sources.get(option.name())))
                .filter(option ->
                    !environment
                        .getOrDefault(option.name(), "")
                        .equals(
                            Optional.ofNullable(one.options().get(option.name()))
                                .filter(value -> !value.isBlank())
                                .or(option::defaultValue)
                                .orElse("")))
                .map(Option::name)
                .toList())
        .orElse(List.of());
  }

  /** For people: where the options are from. */
  public String origin() {
    return installed
        .map(Installed::words)
        .orElseGet(() ->
            sources.isEmpty()
                ? "none"
                : sources.containsValue(LOGIN) ? LOGIN : "variables of this shell");
  }

  /** Whether it is about a machine that a client made: only those have a context. */
  public boolean hasClientsMachine() {
    return environment.containsKey("MACHINE_CONTEXT");
  }

  /** The environment has secrets. */
  @Override
  public String toString() {
    return "Settings" + sources;
  }
}
