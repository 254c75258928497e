package dev.dokployprovider.provider.machine.backup;

import java.util.List;

/** What a backup of an ordinary machine says of itself. */
final class SomeManifest {
  private SomeManifest() {}

  static Manifest of(List<String> mounts, SavedVolume... volumes) {
    return new Manifest(
        "web",
        "2026-01-02T03:04:05Z",
        "a1",
        "debian:12",
        "privileged",
        List.of("overlay2"),
        "x86_64",
        mounts,
        List.of(volumes));
  }
}
