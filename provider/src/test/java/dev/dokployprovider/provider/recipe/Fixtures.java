package dev.dokployprovider.provider.recipe;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.recipe.model.SomeMachine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Values that the tests of this package share. */
final class Fixtures {
  /** Made for these tests; it opens nothing. */
  static final String HOST_KEY =
      """
      -----BEGIN OPENSSH PRIVATE KEY-----
      b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
      QyNTUxOQAAACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==
      -----END OPENSSH PRIVATE KEY-----
      """;

  static final String PUBLIC_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBvhr0tnWy7rkDb4q5bHLyMzWFwmvkPlvYyHVmTFvGpX me";

  static final MachineKeys KEYS = new MachineKeys(new Secret(HOST_KEY), List.of(PUBLIC_KEY));

  static final Notes NO_NOTES =
      new Notes(Optional.empty(), Optional.empty(), new LinkedHashMap<>());

  static final SomeMachine SPEC = SomeMachine.of("web-a1b2c", "2222-2250");

  private Fixtures() {}

  static Recipe recipe(SomeMachine machine) {
    return recipe(machine, KEYS);
  }

  static Recipe recipe(SomeMachine machine, MachineKeys keys) {
    return recipe(machine, keys, NO_NOTES);
  }

  static Recipe recipe(SomeMachine machine, MachineKeys keys, Notes notes) {
    return Recipe.of(machine.spec(), keys, notes, List.of());
  }
}
