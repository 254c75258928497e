package dev.dokployprovider.provider.recipe;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.recipe.model.MachineSpec;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import java.util.List;

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

  static final MachineSpec SPEC = MachineSpec.of("web-a1b2c", PublishedPorts.parse("2222-2250"));

  private Fixtures() {}
}
