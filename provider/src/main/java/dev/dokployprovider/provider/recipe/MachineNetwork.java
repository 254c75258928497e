package dev.dokployprovider.provider.recipe;

import dev.dokployprovider.provider.recipe.model.Subnets;
import java.util.List;
import java.util.Map;

/**
 * A machine's own network on its server: no other machine is on it, and Docker lets none in. It
 * names its addresses, since an engine has only about thirty ranges for networks that do not.
 *
 * @param subnet as {@code 198.19.0.8/29}
 */
public record MachineNetwork(String subnet) {
  /**
   * The one of a machine.
   *
   * @param seed what no other machine on the server has
   * @param tries how many others turned out to be another network's
   */
  public static MachineNetwork of(Subnets range, String seed, int tries) {
    return new MachineNetwork(range.pick(Digest.of(List.of(seed, tries))));
  }

  /**
   * Its name in the file. One for each subnet: a Compose before 2.30 takes a network of the name as
   * it is, whatever the file says of it.
   */
  String key() {
    return "subnet-" + subnet.replaceAll("/.*", "").replace('.', '-');
  }

  /** How the document declares it. */
  Map<String, Object> declaration() {
    return Map.of("ipam", Map.of("config", List.of(Map.of("subnet", subnet))));
  }
}
