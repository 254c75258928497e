package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine's volumes in a file, and on a machine of another server again. */
@Tag("lifecycle")
@NeedsDocker
class BackupScenario {
  /** Odd owners, modes, times, links, holes, names and kinds of files. */
  private static final String FILES =
      """
      mkdir -p /root/odd && cd /root/odd
      printf '%s' hello >plain && chown 12345:54321 plain && chmod 4751 plain && ln plain hard
      touch -h -d 2001-02-03T04:05:06.123456789Z plain && ln -s ../../../etc/passwd out
      truncate -s 20M sparse && printf '%s' end >>sparse
      printf '%s' x >"$(printf 'a\\nb é')" && mkfifo pipe
      mknod char c 1 3 && mknod block b 7 200 && chown 65534:65534 char
      touch "$(printf '\\377')" nobody && chown 65534:4294967294 nobody
      mkdir -m 1500 folder && touch -d 2009-02-13T23:31:30Z folder
      perl -MSocket -e 'socket(S, AF_UNIX, SOCK_STREAM, 0) and bind(S, sockaddr_un("/root/socket")) or die'
      """;

  /** A path that is longer than a system call takes. */
  private static final String DEEP =
      """
      cd /root && n=$(printf '%0200d' 0) && mkdir deep && i=0
      while [ $i -lt 25 ]; do mkdir up && mv deep up/$n && mv up deep && i=$((i + 1)); done
      """;

  /** Attributes and an access list come by an archive: the base image lacks the tools for them. */
  private static final String ATTRIBUTES =
      """
      mkdir /tmp/a && cd /tmp/a && echo x >listed
      tar --create --format=posix --pax-option='SCHILY.acl.access:=user::rw-
      user:12345:r--
      group::r--
      mask::r--
      other::r--
      ,SCHILY.xattr.user.two:=2,SCHILY.xattr.user.one:=1' listed |
        tar --extract --acls --xattrs -C /root/odd
      """;

  /**
   * An image with a deleted folder, which Docker stores as a device and an attribute; a container
   * that runs and one that Docker has paused, which no signal reaches.
   */
  private static final String IMAGES =
      """
      mkdir -p /tmp/i/gone /tmp/i/made && cd /tmp/i && echo a >gone/a && echo b >made/b
      cp --parents $(ldd /bin/rm /bin/sleep /bin/sh | grep -o '/[^ :]*' | sort -u) /bin/rm /bin/mkdir /bin/sleep /bin/sh . || true
      cp --parents $(ldd /bin/mkdir | grep -o '/[^ :]*' | sort -u) . || true
      tar -c . | docker import - odd:1 >/dev/null
      docker run --name made odd:1 sh -c 'rm -r /gone /made && mkdir /made' && docker commit made odd:2 >/dev/null
      docker run -d --name runs odd:1 sleep 100000 >/dev/null
      docker run -d --name paused odd:1 sleep 100000 >/dev/null && docker pause paused >/dev/null
      """;

  /**
   * A process that waits in vfork for a child that has no program yet: it cannot be paused until
   * the child has, and the child gets one once it was paused and goes on. (clone's numbers are the
   * kernel's.)
   */
  private static final String STARTING =
      """
      cat >/tmp/starting <<'END'
      my $clone = {x86_64 => 56, aarch64 => 220}->{(split ' ', `uname -m`)[0]};
      if (syscall($clone, 0x4000 | 17, 0, 0, 0, 0) == 0) {
        my $on;
        $SIG{CONT} = sub { $on = 1 };
        open(my $ready, '>', '/tmp/starts');
        until ($on) { sleep 1 }
        exec 'touch', '/tmp/program';
      }
      open(my $ready, '>', '/tmp/started');
      sleep 100000;
      END
      perl /tmp/starting >/dev/null 2>&1 &
      until [ -e /tmp/starts ]; do sleep 0.1; done
      """;

  private static final String LOOK =
      """
      cd /root/odd && find . -printf '%p %y %m %U %G %s %T@ %n %l\\n' | sort
      tar --create --format=posix --sort=name --acls --xattrs . | tr '\\0' '\\n' | grep -a -e SCHILY -e '^user:' | sort
      docker images --format '{{.Repository}}:{{.Tag}} {{.ID}}' | sort
      docker ps -a --format '{{.Names}} {{.ID}}' | sort
      """;

  @Test
  void a_backup_brings_all_of_a_machine_onto_another_server(@TempDir Path folder)
      throws IOException {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.22.7", folder.resolve("dokploy"))) {
      dokploy.addServer("far");
      var machine = machine(dokploy, "saved", folder);
      var other = machine(dokploy, "again", folder).with("DOKPLOY_SERVER", "far");
      Path file = folder.resolve("saved.backup");
      try {
        machine.must("create");
        machine.answer(FILES);
        machine.answer(ATTRIBUTES);
        machine.answer(IMAGES);
        machine.answer(
            "touch /var/lib/devpod/mine && (while :; do date >/root/beat; sleep 0.05; done) >/dev/null 2>&1 &");
        String before = machine.answer(LOOK);
        assertThat(before).contains("user.one=1", "user.two=2", "user:12345:r--");
        String key = machine.answer("cat /var/lib/devpod/ssh/*");

        machine.answer(DEEP);
        var deep = typed(machine, "backup", "saved", "--to", file.toString());
        assertThat(deep.exitCode()).as(deep.transcript()).isEqualTo(6);
        assertThat(deep.err()).contains("has more than 4095 bytes", "./deep/000");
        assertThat(file).doesNotExist();
        machine.answer("rm -r /root/deep");

        machine.answer(STARTING);
        assertThat(machine.answer("ls /tmp/started || true")).as("waits").isEmpty();
        var saved = typed(machine, "backup", "saved", "--to", file.toString());
        assertThat(saved.exitCode()).as(saved.transcript()).isZero();
        assertThat(Files.getPosixFilePermissions(file))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        machine.answer("until [ -e /tmp/started ] && [ -e /tmp/program ]; do sleep 0.1; done");
        assertThat(machine.answer("docker ps --format '{{.Names}} {{.Status}}' | sort"))
            .as("goes on")
            .matches("paused Up .* \\(Paused\\)\nruns Up [^()]*");
        assertThat(
                machine.answer(
                    "a=$(cat /root/beat); sleep 1.2; [ \"$a\" != \"$(cat /root/beat)\" ] && echo on"))
            .isEqualTo("on");

        other.must("create");
        other.answer("mkdir -p /root/old && echo x >/root/old/file");
        other.answer(DEEP);
        other.answer(IMAGES);
        var refused = typed(other, "restore", "again", "--from", file.toString());
        assertThat(refused.exitCode()).as(refused.transcript()).isEqualTo(6);
        assertThat(other.answer("cat /root/old/file")).isEqualTo("x");

        var restored = oddly(other, "restore", "again", "--replace", "--from", file.toString());
        assertThat(restored.exitCode()).as(restored.transcript()).isZero();
        assertThat(restored.err()).doesNotContain("is lost", "not finished");
        assertThat(other.answer(LOOK)).isEqualTo(before);
        assertThat(
                other.answer(
                    "ls -d /root/old /root/deep /root/socket /var/lib/devpod/mine 2>/dev/null || true"))
            .isEqualTo("/var/lib/devpod/mine");
        assertThat(other.answer("cat /var/lib/devpod/ssh/*")).as("its own key").isNotEqualTo(key);
        assertThat(other.answer("docker run --rm odd:2 sh -c 'echo /gone* /made/*'"))
            .isEqualTo("/gone* /made/*");
        assertThat(other.answer("docker start runs paused")).isEqualTo("runs\npaused");
        // With what is paused on it: with cgroup 1, that would keep its container from ending.
        machine.must("delete");
      } finally {
        machine.verb("delete");
        other.verb("delete");
      }
    }
  }

  /** Of no client, so that the verbs that people type find it by its name. */
  private static Machine machine(Emulator dokploy, String name, Path folder) {
    return Machine.of(dokploy, name, folder)
        .with(
            "MACHINE_FOLDER", folder.resolve("data/dokploy-provider/machines/" + name).toString());
  }

  private static Run typed(Machine machine, String... words) {
    return run(machine, List.of(), words);
  }

  /** Without an input, and with no right that a umask can take away. */
  private static Run oddly(Machine machine, String... words) {
    return run(machine, List.of("sh", "-c", "umask 777; exec \"$@\" <&-", "sh"), words);
  }

  private static Run run(Machine machine, List<String> before, String... words) {
    var command = new ArrayList<>(before);
    command.addAll(Programs.command(words));
    return Run.of(command, machine.shell(), "", Duration.ofMinutes(3));
  }
}
