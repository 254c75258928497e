package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The server's GPUs that a machine gets. */
public sealed interface Gpus {
  /** All that the server has. */
  record All() implements Gpus {}

  /** Any so many. */
  record Count(int count) implements Gpus {
    public Count {
      if (count < 1 || count > 64) {
        throw invalid("the number of GPUs is between 1 and 64");
      }
    }
  }

  /** These, as {@code nvidia-smi -L} names them: indexes or UUIDs. */
  record Ids(List<String> ids) implements Gpus {
    private static final Pattern ID = Pattern.compile("\\d{1,2}|(GPU|MIG)-[0-9A-Za-z/-]{1,64}");

    public Ids {
      ids = List.copyOf(ids);
      if (ids.isEmpty() || !ids.stream().allMatch(id -> ID.matcher(id).matches())) {
        throw invalid("GPU ids are indexes such as 0,1 or UUIDs such as GPU-8a5c...");
      }
    }
  }

  /**
   * Reads {@code all}, a count such as {@code 2}, or ids: {@code 0,1}, {@code id:0}, {@code
   * GPU-8a5c...}.
   *
   * @throws InvalidSpecException if the text is none
   */
  static Gpus parse(String text) {
    if (text.equals("all")) {
      return new All();
    }
    if (text.matches("\\d{1,2}")) {
      return new Count(Integer.parseInt(text));
    }
    String ids = text.startsWith("id:") ? text.substring(3) : text;
    return new Ids(Arrays.asList(ids.split(",", -1)));
  }

  /** The reservation, as a service's {@code deploy.resources.reservations.devices} takes it. */
  default Map<String, Object> reservation() {
    Map<String, Object> device = new LinkedHashMap<>();
    device.put("driver", "nvidia");
    switch (this) {
      case All() -> device.put("count", "all");
      case Count(int count) -> device.put("count", count);
      case Ids(List<String> ids) -> device.put("device_ids", ids);
    }
    device.put("capabilities", List.of("gpu"));
    return device;
  }

  private static InvalidSpecException invalid(String reason) {
    return new InvalidSpecException(Option.DOKPLOY_MACHINE_GPUS, reason);
  }
}
