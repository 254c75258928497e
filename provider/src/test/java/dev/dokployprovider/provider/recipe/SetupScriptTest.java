package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.recipe.Programs.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What setup.sh does while an image is built, without building one. */
class SetupScriptTest {
  private static final String SETUP = Resources.text("setup.sh");

  /** What the Dockerfile does to the script, but for where it puts it. */
  private static final String SQUEEZED =
      "printenv DEVPOD_MACHINE_SETUP | tr -s '\\044' >setup && exec /bin/sh ./setup script";

  private static final String USERS =
      "x=$$_{a}$_{; echo \"${none:-y}\" '%{y} $$ $$$_{HOME} %_{ %__{z} ${' \"$(echo 'a  b')\" \\\\ `echo c`";

  @TempDir private Path folder;

  @Test
  void it_has_nothing_that_its_way_to_a_machine_changes() {
    assertThat(SETUP).doesNotContain("$$", "${", "%{");
    assertThat(Resources.text("Dockerfile") + Resources.text("Dockerfile.caches"))
        .doesNotContain("$", "%{")
        .contains("tr -s '\\\\044' >setup");
    assertThat(Resources.text("Dockerfile.script")).doesNotContain("$", "%{");
  }

  /** Compose 2.40.0 doubles dollar signs on the way to bake. */
  @ParameterizedTest
  @MethodSource("dev.dokployprovider.provider.recipe.Shells#all")
  void a_users_script_runs_as_it_was_written_also_where_dollars_were_doubled(String shell) {
    var written = run(shell, "printf '%s\\n' '" + USERS.replace("'", "'\\''") + "'", "");
    assertThat(written).isEqualTo(new Result(0, USERS + "\n", ""));
    assertThat(run(shell, "printf '%s\\n' '" + USERS.replace("'", "'\\''") + "'", "$"))
        .isEqualTo(written);
    assertThat(run(shell, "false\necho after", "").exitCode()).as("-e").isEqualTo(1);
  }

  private Result run(String shell, String script, String twice) {
    var sent =
        Map.of(
            "DEVPOD_MACHINE_SETUP",
            ("\n" + SETUP).replace("$", "$" + twice),
            "DEVPOD_MACHINE_SCRIPT",
            BakeText.script(script).replace("$", "$" + twice));
    return Shells.run(shell, folder, sent, SQUEEZED.replace("/bin/sh", shell));
  }

  @ParameterizedTest
  @MethodSource("dev.dokployprovider.provider.recipe.Shells#all")
  void a_shared_folder_that_holds_programs_ends_the_build(String shell) {
    assertThat(caches(shell, "/root/.npm /srv/x").exitCode()).isZero();
    assertThat(caches(shell, "/root/.npm /usr"))
        .isEqualTo(
            new Result(
                1,
                "error: the shared volume at /usr would hide a folder of PATH=/usr/bin:/bin\n",
                ""));
  }

  /**
   * As on Debian 12, where no package is the client's alone, but with a Compose beside the old one.
   */
  @ParameterizedTest
  @MethodSource("dev.dokployprovider.provider.recipe.Shells#all")
  void a_base_with_dockerd_only_gets_dockers_client_and_its_plug_ins(String shell) {
    Shells.fake(
        folder,
        "apt-get",
        """
        echo "$*" >>calls
        case $* in
          *" docker-cli") exit 100 ;;
          *" docker.io") printf '#!/bin/sh\\ntest -e $1\\n' >bin/docker; /bin/chmod +x bin/docker ;;
          *" docker-compose-v2") : >compose ;;
        esac\
        """);
    Shells.fake(
        folder,
        "apt-cache",
        "case $2 in docker-compose) echo Version: 1.29 ;; docker-compose-v2) echo Version: 2.24 ;; esac");
    for (String there : List.of("dockerd", "iptables", "ip")) {
      Shells.fake(folder, there, "");
    }
    var commands =
        """
        PATH=$PWD/bin manager=apt-get refreshed=
        mkdir() { :; }
        grep() { case $* in *^docker:*) ;; *) /bin/grep "$@" ;; esac; }
        docker_engine; /bin/cat calls\
        """;
    assertThat(
            Shells.run(shell, folder, "setup.sh", Map.of("DEVPOD_MACHINE_DOCKER", "yes"), commands))
        .isEqualTo(
            new Result(
                0,
                """
                update -q
                install docker-cli
                install docker.io
                install docker-compose-v2
                """
                    .replace("install", "install -y -q --no-install-recommends"),
                ""));
  }

  private Result caches(String shell, String places) {
    return Shells.run(
        shell,
        folder,
        "setup.sh",
        Map.of("DEVPOD_MACHINE_CACHES", places, "PATH", "/usr/bin:/bin"),
        "caches");
  }
}
