package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * What a user has on a machine: files in all that is kept, an image and a container of the
 * machine's own Docker; and files in what is not kept.
 */
public final class Belongings {
  /** A volume of the user's own, as {@code DOKPLOY_MACHINE_VOLUMES} takes it. */
  public static final String OWN_VOLUME = "work=/srv/work";

  /** Made of the machine's own shell, because there is no registry to have an image from. */
  private static final String LEAVE =
      """
      set -e
      for folder in /root /home /var/lib/devpod/agent /var/lib/devpod/data /srv/work; do
        mkdir -p "$folder/kept/inner folder"
        head -c 100000 /dev/urandom >"$folder/kept/file"
        head -c 1000 /dev/urandom >"$folder/kept/inner folder/it's \\$HOME, ü"
        ln -s ../kept "$folder/kept/link"
        chmod 0640 "$folder/kept/file"
        chown 1234:5678 "$folder/kept/file"
      done
      touch /etc/made-by-hand /usr/local/bin/made-by-hand
      libraries=$(ldd /bin/sh | grep -o '/[^ ]*')
      tar -ch /bin/sh $libraries 2>/dev/null | docker import - kept >/dev/null
      docker run --name kept --volume kept:/volume kept /bin/sh -c 'echo in the layer >/note; echo in the volume >/volume/note'
      """;

  private static final String LOOK =
      """
      set -e
      for folder in /root /home /var/lib/devpod/agent /var/lib/devpod/data /srv/work; do
        echo "$folder $(tar -c --sort=name -C "$folder" kept | sha256sum)"
      done
      docker image inspect --format 'image {{.Id}}' kept
      docker container inspect --format 'container {{.Id}} of {{.Image}}' kept
      echo "layer $(docker cp kept:/note - | tar -xO)"
      echo "volume $(docker cp kept:/volume/note - | tar -xO)"
      echo "host key $(devpod-machine host-key)"
      """;

  private static final String OUTSIDE = "find /etc /usr/local/bin -name made-by-hand | wc -l";

  private final Machine machine;
  private final String before;
  private final String pinned;

  private Belongings(Machine machine, String before, String pinned) {
    this.machine = machine;
    this.before = before;
    this.pinned = pinned;
  }

  /** Puts them there. */
  public static Belongings leaveOn(Machine machine) {
    machine.answer(LEAVE);
    return new Belongings(machine, machine.answer(LOOK), knownHosts(machine));
  }

  /** What they are now, to be compared with {@link #before()}: by checksum, id and host key. */
  public String now() {
    return machine.answer(LOOK) + knownHosts(machine);
  }

  public String before() {
    return before + pinned;
  }

  /** What lies outside of the volumes: there again, so that the next loss of it shows. */
  public void putOutside() {
    machine.answer("touch /etc/made-by-hand /usr/local/bin/made-by-hand");
  }

  /** Whether what lies outside of the volumes is there. */
  public boolean isOutsideThere() {
    return !machine.answer(OUTSIDE).equals("0");
  }

  private static String knownHosts(Machine machine) {
    try {
      return Files.readString(machine.folder().resolve("known_hosts"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
