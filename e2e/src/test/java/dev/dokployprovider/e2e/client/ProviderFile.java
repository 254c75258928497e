package dev.dokployprovider.e2e.client;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A provider.yaml as a client reads it.
 *
 * @param options the options' defaults; empty where there is none
 * @param exec the shell text of each verb
 * @param agentPath where the agent goes on the machine, its options not yet filled in
 * @param program what the variable DOKPLOY_PROVIDER is to name
 */
public record ProviderFile(
    String name,
    Map<String, String> options,
    Map<String, String> exec,
    String agentPath,
    Path program) {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

  public ProviderFile {
    options = Map.copyOf(options);
    exec = Map.copyOf(exec);
  }

  public static ProviderFile parse(String yaml, Path program) {
    var file = map(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    var options = new HashMap<String, String>();
    map(file.get("options"))
        .forEach(
            (name, option) -> options.put(name, Objects.toString(map(option).get("default"), "")));
    var exec = new HashMap<String, String>();
    map(file.get("exec")).forEach((verb, text) -> exec.put(verb, String.valueOf(text)));
    return new ProviderFile(
        String.valueOf(file.get("name")),
        options,
        exec,
        String.valueOf(map(file.get("agent")).get("path")),
        program);
  }

  private static Map<String, Object> map(@Nullable Object value) {
    var result = new HashMap<String, Object>();
    ((Map<?, ?>) Objects.requireNonNull(value))
        .forEach((key, member) -> result.put(String.valueOf(key), member));
    return result;
  }

  /** The agent's path with the options' values. */
  String agentPath(Map<String, String> values) {
    return REFERENCE
        .matcher(agentPath)
        .replaceAll(option -> Matcher.quoteReplacement(values.getOrDefault(option.group(1), "")));
  }
}
