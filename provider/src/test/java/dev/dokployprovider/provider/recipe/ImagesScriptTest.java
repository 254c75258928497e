package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.dokployprovider.provider.recipe.Programs.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * devpod-images.sh with folders that stand for a store and for the Dockers of several machines. The
 * files of these have the form that Docker gives them; real ones are in {@code
 * SharedImagesScenario}.
 */
class ImagesScriptTest {
  private static final String SHELLS = "dev.dokployprovider.provider.recipe.Shells#all";

  /**
   * {@code at NAME} is a machine; {@code image NAME:TAG TEXT...} gives its Docker an image with a
   * layer for each text; {@code shown} prints what its Docker would find.
   */
  private static final String MACHINES =
      """
      PATH=$PWD/bin:$PATH
      top=$PWD/top etc=$PWD/etc docker_etc=$PWD/docker-etc mounts=$PWD/mounts
      mkdir -p top etc docker-etc
      echo "v $top ext4 rw 0 0" >mounts
      export DEVPOD_MACHINE_DOCKER=privileged DEVPOD_MACHINE_IMAGES=1024 DATA
      at() {
        docker_data=$PWD/$1 DATA=$PWD/$1 agent=$PWD/$1/agent
        filled=$docker_data/.devpod-images
        unproven=$docker_data/.devpod-images.unproven
        saved=$docker_data/.devpod-images.saved
        offered=$docker_data/.devpod-images.offered
        mkdir -p "$docker_data"
      }
      image() {
        ref=$1 parent='' diffs='' lower=''
        shift
        db=$docker_data/image/overlay2
        mkdir -p "$db/imagedb/content/sha256" "$db/imagedb/metadata/sha256" "$db/layerdb/sha256" "$docker_data/refs" \\
          "$db/distribution/diffid-by-digest/sha256" "$db/distribution/v2metadata-by-diffid/sha256" "$docker_data/overlay2/l"
        chmod 0710 "$docker_data/overlay2"
        for text in "$@"; do
          diff=$(printf '%s' "$text" | digest)
          diffs="$diffs$(test -z "$diffs" || echo ,)\\"sha256:$diff\\""
          chain=$diff
          test -z "$parent" || chain=$(printf 'sha256:%s sha256:%s' "$parent" "$diff" | digest)
          cache=$(printf '%s' "cache $chain" | digest)
          link=$(printf '%s' "$chain" | tr -d 'a-z' | cut -c 1-26 | tr 0-9 A-J)
          if [ ! -e "$db/layerdb/sha256/$chain" ]; then
            mkdir -p "$db/layerdb/sha256/$chain" "$docker_data/overlay2/$cache/diff/folder"
            printf '%s' "$cache" >"$db/layerdb/sha256/$chain/cache-id"
            printf 'sha256:%s' "$diff" >"$db/layerdb/sha256/$chain/diff"
            printf '%s' "${#text}" >"$db/layerdb/sha256/$chain/size"
            echo "$text" >"$docker_data/overlay2/$cache/diff/folder/$text"
            ln "$docker_data/overlay2/$cache/diff/folder/$text" "$docker_data/overlay2/$cache/diff/hard"
            ln -s folder "$docker_data/overlay2/$cache/diff/soft"
            printf '%s' "$link" >"$docker_data/overlay2/$cache/link"
            ln -s "../$cache/diff" "$docker_data/overlay2/l/$link"
            printf '[]' >"$db/distribution/v2metadata-by-diffid/sha256/$diff"
            printf 'sha256:%s' "$diff" >"$db/distribution/diffid-by-digest/sha256/$(printf 'digest %s' "$diff" | digest)"
            if [ -n "$parent" ]; then
              printf 'sha256:%s' "$parent" >"$db/layerdb/sha256/$chain/parent"
              printf '%s' "$lower" >"$docker_data/overlay2/$cache/lower"
              mkdir -m 0700 "$docker_data/overlay2/$cache/work"
            fi
          fi
          parent=$chain
          lower=l/$link$(test -z "$lower" || echo ":$lower")
        done
        printf '{"a":"b","rootfs":{"type":"layers","diff_ids":[%s]}}' "$diffs" >config
        id=$(digest <config)
        mv config "$db/imagedb/content/sha256/$id"
        mkdir -p "$db/imagedb/metadata/sha256/$id"
        echo now >"$db/imagedb/metadata/sha256/$id/lastUpdated"
        echo "$ref" >"$docker_data/refs/$id"
        echo "$id"
      }
      shown() {
        (cd "$docker_data" && find overlay2 image \\( -type d -printf '%p %m\\n' \\) -o -printf '%p %m %s %n %l\\n' |
          grep -v -e repositories -e '/lower ' | sort
        find overlay2/*/diff -printf '%p %T@\\n' | sort
        cat overlay2/*/lower 2>/dev/null || true)
      }
      names() { cat "$docker_data/image/overlay2/repositories.json" 2>/dev/null || echo none; }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void programs() {
    Shells.fake(folder, "dockerd", "echo 'Docker version 1.2.3, build x'");
    Shells.fake(
        folder,
        "docker",
        """
        case "$1 $2 $3" in
          'info -f '*) echo "overlay2 $DATA" ;;
          'image inspect -f') cat "$DATA/refs/$5" ;;
          'image inspect '*) test -e "$DATA/refs/$3" ;;
          'ps -aq '*) cat "$DATA/used" 2>/dev/null ;;
          inspect*) shift 3; printf 'sha256:%s\\n' "$@" ;;
        esac\
        """);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_new_machine_has_what_another_one_had(String shell) {
    var run =
        run(
            shell,
            """
            at one; a=$(image x/a:1 base top); b=$(image host:5000/b:latest base other more); save; shown >before
            at two; fill; shown >after; diff before after && names | sed -e "s/$a/A/g" -e "s/$b/B/g"; echo; status\
            """);
    assertThat(run.out())
        .matches(
            Pattern.quote(
                    "{\"Repositories\":{\"host:5000/b\":{\"host:5000/b:latest\":\"sha256:B\"},"
                        + "\"x/a\":{\"x/a:1\":\"sha256:A\"}}}\n")
                + "Images copied from your other machines: 2 \\(1 MB in \\d+ s\\)\\.\n");
  }

  /** What happens in the store to each of as many images, or to its upper layer. */
  private static final List<String> DAMAGES =
      List.of(
          "truncate -s 0 $layer/tree/diff/folder/*",
          "touch $layer/tree/diff/folder/*",
          "rm $layer/tree/diff/soft",
          "rm $layer/tree/diff/hard",
          "echo more >$layer/tree/diff/new",
          "chmod 4755 $layer/tree/diff/folder/*",
          "rm -r $layer/tree",
          "rm -r $layer",
          "rm $layer/sum",
          ": >$layer/sum",
          "echo ../../etc >$layer/db/cache-id",
          "rm $layer/db/diff",
          ": >$image/config",
          "echo '{}' >$image/config",
          "rm $image/config",
          "rm -r $image/meta",
          "rm -r $layer && echo >$layer",
          "mv $layer/db $layer/elsewhere && ln -s elsewhere $layer/db",
          "mv $layer/tree/link $layer/tree/else && ln -s else $layer/tree/link");

  @Test
  void a_damaged_image_is_ignored_until_it_comes_back_and_the_others_are_not() {
    var commands = new StringBuilder("at one; good=$(image good:1 base good)\n");
    for (int i = 0; i < DAMAGES.size(); i++) {
      commands.append("i%d=$(image i%d:1 base text%d)\n".formatted(i, i, i));
    }
    commands.append("save\n");
    for (int i = 0; i < DAMAGES.size(); i++) {
      commands.append(
          "image=$(echo \"$top\"/v1/*/images/$i%d)\n".formatted(i)
              + "layer=$(echo \"$top\"/v1/*/layers/$(tail -n 1 $image/chains | cut -d ' ' -f 1))\n"
              + DAMAGES.get(i)
              + "\n");
    }
    commands.append(
        """
        at two; fill; names | sed "s/$good/GOOD/g"; echo; status
        at three; image i0:1 base text0 >id; save
        at four; fill; cut -c 1-41 "$docker_data/.devpod-images"\
        """);
    var run = run("dash", commands.toString());

    assertThat(run.out())
        .matches(
            Pattern.quote("{\"Repositories\":{\"good\":{\"good:1\":\"sha256:GOOD\"}}}\n")
                + "Images copied from your other machines: 1 \\(1 MB in \\d+ s\\); damaged and"
                + " ignored: %d\\.\n".formatted(DAMAGES.size())
                + "Images copied from your other machines: 2\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_store_that_is_none_leaves_a_machine_as_it_is(String shell) {
    var run =
        run(
            shell,
            """
            mkdir -p "$top/v1/privileged-overlay2-1.2.3/images/abc" "$top/v1/privileged-overlay2-1.2.3/images/$(echo | digest)"
            echo what >"$top/else"; echo x >"$top/v1/privileged-overlay2-1.2.3/layers"
            at two; fill; status; ls "$docker_data"
            rm -rf top; echo file >top; at three; fill; status; ls "$docker_data"\
            """);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            Images copied from your other machines: 0; damaged and ignored: 2.
            Images copied from your other machines: 0; none is there yet for this version of Docker.
            """);
  }

  /** Whoever writes to the store could else have other files of a machine moved or removed. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_folder_of_the_store_that_is_a_link_is_not_followed(String shell) {
    var run =
        run(
            shell,
            """
            at one; image x/a:1 base >id; save
            mkdir -p theirs/layers theirs/images; echo mine >theirs/layers/file; echo mine >theirs/images/file
            mkdir "$top/v1/other"; ln -s "$PWD/theirs/layers" "$PWD/theirs/images" "$top/v1/other"; ln -s "$PWD/theirs" "$top/v1/more"
            image x/b:1 base second >>id; save; cat theirs/*/file
            find "$top" -maxdepth 3 -type l; ls "$top"/v1/privileged-*/images | wc -l\
            """);
    assertThat(run.out()).isEqualToIgnoringWhitespace("mine mine 2");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_configuration_that_asks_for_the_usual_storage_is_no_other_one(String shell) {
    var run =
        run(
            shell,
            """
            at one; image x/a:1 base >id; save
            printf '{\n "storage-driver" : "overlay2",\n "features": {"containerd-snapshotter": false}\n}' >etc/daemon.json
            at two; fill; names | cut -c 1-20
            echo '{"features": {"containerd-snapshotter": true}}' >etc/daemon.json; at three; fill; names
            for driver in btrfs overlay vfs; do echo "{\\"storage-driver\\": \\"$driver\\"}" >etc/daemon.json; at "$driver"; fill; names; done\
            """);
    assertThat(run.out()).isEqualTo("{\"Repositories\":{\"x/\nnone\nnone\nnone\nnone\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void images_of_another_docker_are_left_where_they_are(String shell) {
    var run =
        run(
            shell,
            """
            at one; image x/a:1 base >id; save
            printf '#!/bin/sh\\necho Docker version 1.2.4, build x\\n' >bin/dockerd
            at two; fill; status; names
            printf '#!/bin/sh\\necho Docker version 1.2.3, build x\\n' >bin/dockerd
            DEVPOD_MACHINE_DOCKER=rootless; at three; fill; status; names
            DEVPOD_MACHINE_DOCKER=privileged; echo '{"storage-driver": "vfs"}' >docker-etc/daemon.json; at four; fill; status; names
            echo '{}' >etc/daemon.json; at five; fill; names | cut -c 1-20; : >mounts; at six; fill; status; names\
            """);
    String none =
        """
        Images copied from your other machines: 0; none is there yet for this version of Docker.
        none
        """;
    assertThat(run.out())
        .isEqualTo(
            none
                + none
                + "No images are shared: the base image's daemon.json chooses another place or kind"
                + " of storage for Docker.\nnone\n"
                + "{\"Repositories\":{\"x/\n"
                + "No images are shared: no volume is mounted at "
                + folder.resolve("top")
                + ".\nnone\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_machine_that_has_a_docker_keeps_it(String shell) {
    var run =
        run(
            shell,
            """
            at one; image x/a:1 base >id; save
            at two; image mine:1 own >id; shown >before; fill; shown >after; diff before after && status; echo end\
            """);
    assertThat(run.out()).isEqualTo("end\n");
  }

  /** At each point of a fill: in the copying, and between the two renames of its end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkdir -p two/.devpod-images.new/overlay2/x",
        "mkdir -p two/.devpod-images.new/image two/overlay2/x/diff",
      })
  void a_fill_that_was_killed_is_done_again(String left) {
    var run =
        run(
            "dash",
            """
            at one; a=$(image x/a:1 base top); save; shown >before
            at two; %s; fill; shown >after; diff before after && ls -A "$docker_data"\
            """
                .formatted(left));
    assertThat(run.out()).isEqualTo(".devpod-images\n.devpod-images.unproven\nimage\noverlay2\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void what_docker_does_not_start_with_is_taken_out_again_but_nothing_else(String shell) {
    var run =
        run(
            shell,
            """
            at one; image x/a:1 base >id; save
            at two; fill; undo; ls "$docker_data"; status
            at three; fill; mkdir -p "$docker_data/containers/c"; undo; ls "$docker_data"
            at four; fill; rm "$unproven"; undo; ls "$docker_data"\
            """);
    assertThat(run.out())
        .isEqualTo(
            """
            Images of your other machines were copied and removed again: Docker did not start with them.
            containers
            image
            overlay2
            image
            overlay2
            """);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void the_images_that_were_used_least_lately_make_room(String shell) {
    var run =
        run(
            shell,
            """
            DEVPOD_MACHINE_IMAGES=1
            big() { head -c "$2" /dev/zero >"$docker_data/overlay2/$(cat "$docker_data"/image/overlay2/layerdb/sha256/$1/cache-id)/diff/big"; }
            kept() { for known in $a $b $c $d; do [ ! -e "$top"/v1/*/images/$known ] || cat "$docker_data/refs/$known"; done; ls "$top"/v1/*/layers | wc -l; }
            at one
            b='' c='' d=''
            a=$(image a:1 aa); big $(printf aa | digest) 300000; save; touch -d '3 days ago' "$top"/v1/*/images/$a
            b=$(image b:1 bb); big $(printf bb | digest) 300000; save; touch -d '2 days ago' "$top"/v1/*/images/$b
            echo $a >"$docker_data/used"; save; kept
            c=$(image c:1 cc); big $(printf cc | digest) 500000; save; kept
            rm "$docker_data/refs/$b"
            d=$(image d:1 dd); big $(printf dd | digest) 2000000; save; kept; status\
            """);
    assertThat(run.out())
        .isEqualTo(
            """
            a:1
            b:1
            2
            a:1
            c:1
            2
            a:1
            c:1
            2
            The image d:1 is not shared: it has more than DOKPLOY_MACHINE_SHARED_IMAGES leaves room for.
            """);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void one_machine_writes_at_a_time_and_what_a_killed_one_left_is_removed(String shell) {
    var run =
        run(
            shell,
            """
            at one; image x/a:1 base >id
            (flock 8; (save) && echo saved || echo later) 8>>top/lock
            mkdir -p "$top/tmp/layer" "$top/v1/privileged-overlay2-1.2.3/layers/half/tree"
            (save) && echo saved; ls "$top"/v1/*/layers | wc -l; ls "$top"\
            """);
    assertThat(run.out()).isEqualTo("later\nsaved\n1\nlock\nv1\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_name_is_the_one_of_the_image_that_was_used_last_and_no_odd_one_gets_into_json(
      String shell) {
    var run =
        run(
            shell,
            """
            at one; a=$(image x/a:1 base); save; touch -d '2 days ago' "$top"/v1/*/images/$a
            at two; b=$(image x/a:1 newer); printf 'x/a@sha256:%s\\n"},"y":{"z:1\\n' "$b" >>"$docker_data/refs/$b"; save
            at three; fill; names | sed -e "s/$a/A/g" -e "s/$b/B/g"\
            """);
    assertThat(run.out())
        .isEqualTo(
            "{\"Repositories\":{\"x/a\":{\"x/a:1\":\"sha256:B\",\"x/a@sha256:B\":\"sha256:B\"}}}");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void an_image_without_a_name_is_kept_for_its_child_alone(String shell) {
    var run =
        run(
            shell,
            """
            at one; p=$(image x/p:1 base); : >"$docker_data/refs/$p"; n=$(image none:1 loose); : >"$docker_data/refs/$n"
            c=$(image x/c:1 base top); echo "sha256:$p" >"$docker_data/image/overlay2/imagedb/metadata/sha256/$c/parent"
            save; ls "$top"/v1/*/images | wc -l
            at two; fill; ls "$docker_data"/image/overlay2/imagedb/metadata/sha256/*/parent | wc -l
            rm -r "$top"/v1/*/images/$p
            at three; fill; ls "$docker_data"/image/overlay2/imagedb/metadata/sha256/*/parent 2>/dev/null | wc -l\
            """);
    assertThat(run.out()).isEqualTo("2\n1\n0\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void the_agent_is_there_already_if_it_is_whole(String shell) {
    var run =
        run(
            shell,
            """
            at one; image x/a:1 base >id; : >"$agent"; chmod +x "$agent"
            for n in 1 2 3 4 5; do echo agent $n >"$agent"; save; touch -d "$((9 - n)) hours ago" "$top/agents/$(digest <"$agent")"; done
            ls "$top/agents" | wc -l
            at two; fill; cat "$agent"; test -x "$agent" && echo executable
            echo more >>"$top/agents/$(digest <"$agent")"
            at three; fill; cat "$agent"
            rm -r "$top/agents"
            at four; fill; ls "$agent" 2>&1 | grep -c such
            at five; echo own >"$agent"; fill; cat "$agent"\
            """);
    assertThat(run.out()).isEqualTo("3\nagent 5\nexecutable\nagent 4\n1\nown\n");
  }

  /**
   * A layer says with them that a folder hides the one below it, and which rights a program has.
   */
  @Test
  void extended_attributes_are_kept() throws IOException {
    run("dash", "at one; image x/a:1 base >id");
    var made = attributes("one");
    made.write("overlay.opaque", ByteBuffer.wrap(new byte[] {'y'}));
    var run = run("dash", "at one; save; at two; fill; status");
    assertThat(run.out()).startsWith("Images copied from your other machines: 1 ");
    assertThat(attributes("two").list()).containsExactly("overlay.opaque");
  }

  private UserDefinedFileAttributeView attributes(String machine) throws IOException {
    try (var layers = Files.newDirectoryStream(folder.resolve(machine + "/overlay2"), "?????*")) {
      var of =
          Files.getFileAttributeView(
              layers.iterator().next().resolve("diff/folder"), UserDefinedFileAttributeView.class);
      return assumeSupported(of);
    }
  }

  private static UserDefinedFileAttributeView assumeSupported(UserDefinedFileAttributeView of)
      throws IOException {
    try {
      of.list();
    } catch (FileSystemException none) {
      abort("skipped: the temporary folder's file system keeps no extended attributes");
    }
    return of;
  }

  /** As where the store's file system keeps no extended attributes. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_layer_that_can_not_be_copied_whole_is_not_shared(String shell) {
    Shells.fake(
        folder,
        "cp",
        """
        case "$*" in *"$REFUSED"*--preserve=xattr*) exit 1 ;; esac
        PATH=/usr/bin:/bin
        exec cp "$@"\
        """);
    var run =
        run(
            shell,
            """
            export REFUSED='-a'
            at one; image x/a:1 base >id; save; status
            REFUSED=none save; REFUSED=none status
            at two; fill; status; names\
            """);
    assertThat(run.out())
        .isEqualTo(
            """
            The image x/a:1 is not shared: a layer of it could not be copied.
            Images copied from your other machines: 0; left out for want of room or time (20 s): 1.
            none
            """);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void images_that_do_not_fit_into_the_time_are_left_out_and_stay_in_the_store(String shell) {
    var run =
        run(
            shell,
            """
            at one; image x/a:1 base >id; image x/b:1 other >>id; save
            fill_limit=0; at two; fill; status; names; ls "$docker_data"
            fill_limit=20; at three; fill; status | cut -c 1-41\
            """);
    assertThat(run.out())
        .isEqualTo(
            """
            Images copied from your other machines: 0; left out for want of room or time (0 s): 2.
            none
            Images copied from your other machines: 2
            """);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void a_docker_that_runs_with_another_storage_shares_nothing(String shell) {
    var run =
        run(
            shell,
            """
            at one; image x/a:1 base >id
            printf '#!/bin/sh\\necho overlayfs /elsewhere\\n' >bin/docker
            save; status; ls "$top"/v1/*/images | wc -l\
            """);
    assertThat(run.out())
        .isEqualTo(
            "Images are not shared: Docker's storage is overlayfs /elsewhere, and not overlay2 "
                + folder.resolve("one")
                + ".\n0\n");
  }

  @ParameterizedTest
  @CsvSource({
    "cp, the base image lacks GNU's coreutils and findutils",
    "find, the base image lacks GNU's coreutils and findutils",
  })
  void a_base_image_without_the_tools_shares_nothing(String missing, String why) {
    Shells.fake(folder, missing, "exit 1");
    var run = run("dash", "at one; fill; status");
    assertThat(run.out()).isEqualTo("No images are shared: " + why + ".\n");
  }

  private Result run(String shell, String commands) {
    return Shells.run(shell, folder, "devpod-images.sh", Map.of(), MACHINES + commands);
  }
}
