package dev.dokployprovider.provider.machine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which backups go onto which machines, and what of a machine can be saved. */
class BackupCompatibilityTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final SavedVolume HOME = volume("home", "/home", 1000);
  private static final SavedVolume DOCKER = volume("docker", "/var/lib/docker", 2000);
  private static final Map<String, Probed.Place> PLACES =
      Map.of(
          "/home", new Probed.Place("/dev/sda", 10_000, 10),
          "/var/lib/docker", new Probed.Place("/dev/sda", 10_000, 10));

  private static SavedVolume volume(String name, String path, long kilobytes) {
    return new SavedVolume(name, path, 5, HASH, HASH, 1, kilobytes);
  }

  private static Probed machine(String docker, String driver, String arch, List<String> mounts) {
    return new Probed(arch, docker, List.of(driver), "", mounts, PLACES);
  }

  private static Probed same() {
    return machine(
        "privileged", "overlay2", "x86_64", List.of("/var/lib/docker/overlay2/a/merged"));
  }

  @Test
  void a_backup_goes_onto_a_machine_like_the_one_it_is_of() {
    assertThat(BackupCompatibility.ofMachine(SomeManifest.of(List.of(), HOME, DOCKER), same()))
        .isEmpty();
  }

  @Test
  void images_go_only_where_docker_reads_them() {
    var backup = SomeManifest.of(List.of(), HOME, DOCKER);
    assertThat(
            BackupCompatibility.ofMachine(
                backup, machine("rootless", "overlay2", "x86_64", List.of())))
        .singleElement()
        .asString()
        .contains("DOKPLOY_MACHINE_DOCKER=privileged", "rootless");
    assertThat(
            BackupCompatibility.ofMachine(
                backup, machine("privileged", "vfs", "x86_64", List.of())))
        .singleElement()
        .asString()
        .contains("overlay2", "vfs");
    assertThat(
            BackupCompatibility.ofMachine(
                backup, machine("privileged", "overlay2", "aarch64", List.of())))
        .singleElement()
        .asString()
        .contains("x86_64", "aarch64");
    assertThat(
            BackupCompatibility.ofMachine(
                SomeManifest.of(List.of(), HOME), machine("rootless", "vfs", "aarch64", List.of())))
        .as("without images")
        .isEmpty();
  }

  @Test
  void a_volume_of_the_machine_that_would_be_written_into_is_found() {
    var shared = machine("privileged", "overlay2", "x86_64", List.of("/home/dev/.npm"));
    assertThat(BackupCompatibility.ofMachine(SomeManifest.of(List.of(), HOME), shared))
        .containsExactly(
            "The machine has another volume at /home/dev/.npm, where the backup may have files.");
    assertThat(
            BackupCompatibility.ofMachine(SomeManifest.of(List.of("/home/dev/.npm"), HOME), shared))
        .isEmpty();
  }

  @Test
  void a_place_that_is_no_volume_and_a_disk_that_is_too_small_are_found() {
    var backup =
        SomeManifest.of(List.of(), volume("data", "/data", 1), volume("home", "/home", 20_000));
    assertThat(BackupCompatibility.ofMachine(backup, same()))
        .containsExactly(
            "The machine has no volume at /data.",
            "On the server's disk 21.5 MB are needed, and 10.3 MB are free.");
  }

  @Test
  void the_volumes_and_the_docker_of_the_options_are_the_backups() {
    var backup = SomeManifest.of(List.of(), HOME, DOCKER);
    var volumes = Map.of("home", "/home", "docker", "/var/lib/docker");
    assertThat(BackupCompatibility.ofOptions(backup, volumes, "privileged")).isEmpty();
    assertThat(BackupCompatibility.ofOptions(backup, volumes, "rootless"))
        .containsExactly(
            "The backup is of a machine with DOKPLOY_MACHINE_DOCKER=privileged, and this one has"
                + " rootless.");
    assertThat(BackupCompatibility.ofOptions(SomeManifest.of(List.of(), HOME), volumes, "rootless"))
        .as("without images")
        .isEmpty();
    assertThat(BackupCompatibility.ofOptions(backup, Map.of("home", "/other"), "none"))
        .containsExactly(
            "The backup has a volume home at /home, and the machine has none of that name there.",
            "The backup has images and containers, and the machine is to have no Docker.");
  }

  @Test
  void what_docker_stores_beside_files_is_not_saved() {
    for (String driver : List.of("overlay2", "vfs", "containerd-overlayfs")) {
      assertThat(BackupCompatibility.ofDocker(machine("privileged", driver, "x86_64", List.of())))
          .isEmpty();
    }
    for (String driver : List.of("btrfs", "zfs", "devicemapper", "of-tomorrow")) {
      assertThat(BackupCompatibility.ofDocker(machine("privileged", driver, "x86_64", List.of())))
          .singleElement()
          .asString()
          .contains(driver);
    }
  }

  @Test
  void what_the_machine_says_is_read_and_other_lines_are_not() {
    assertThat(
            Probed.read(
                """
                welcome
                @arch x86_64
                @docker privileged
                @driver overlay2
                @restoring 2026-01-02T03:04:05Z
                @mount /home/dev/.npm
                @place /home /dev/sda 10 20
                @place /broken /dev/sda many 20
                """))
        .isEqualTo(
            new Probed(
                "x86_64",
                "privileged",
                List.of("overlay2"),
                "2026-01-02T03:04:05Z",
                List.of("/home/dev/.npm"),
                Map.of("/home", new Probed.Place("/dev/sda", 10, 20))));
  }
}
