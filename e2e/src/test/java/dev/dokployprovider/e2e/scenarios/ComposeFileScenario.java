package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Answer;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import dev.dokployprovider.e2e.support.NodePackage;
import dev.dokployprovider.e2e.support.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.jr.ob.JSON;

/**
 * What a user writes into an option is what the container gets, through everything that reads the
 * compose file on its way: this program's writer, the libraries that Dokploy rewrites it with, and
 * Docker Compose.
 */
@NeedsDocker
class ComposeFileScenario {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** One that Dokploy uses now, and one that it used before 0.25. */
  private static final Map<String, String> REWRITERS =
      Map.of(
          "yaml",
          "const y = require('yaml'); out(y.stringify(y.parse(text, {maxAliasCount: 10000}),"
              + " {lineWidth: 1000}))",
          "js-yaml",
          "const y = require('js-yaml'); out(y.dump(y.load(text), {lineWidth: 1000}))");

  private static final String PIECES =
      "abzAZ09.-_/:@=+~ \t\"'`$\\{}[]()<>|&;*?!#%,^\u00e4\u20ac\u00a0\u3000";

  private final long seed = Long.getLong("soak.seed", 20_261_128);

  @TempDir Path folder;

  @Test
  void what_the_options_say_arrives_in_the_container_however_dokploy_rewrites_the_file()
      throws Exception {
    Path packages = NodePackage.installed("compose-yaml");
    Engine.DOCKER.required();
    var variables = variables();
    var volumes = volumes();
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "texts", folder)
              .with("DOKPLOY_MACHINE_ENV", lines(variables))
              .with("DOKPLOY_MACHINE_VOLUMES", lines(volumes))
              .with("DOKPLOY_MACHINE_SCRIPT", "\n  echo '" + "long ".repeat(400) + "'  \n\n\t:\n ");
      machine.must("create");
      String written =
          dokploy.get("/api/compose.one?composeId=" + machine.composeId()).text("composeFile");
      machine.must("delete");

      check("as written", written, variables, volumes);
      for (String name : REWRITERS.keySet()) {
        String rewritten = rewritten(packages, name, written);
        assertThat(parsed(rewritten)).as("rewritten by %s", name).isEqualTo(parsed(written));
        assertThat(rewritten)
            .as("what a person needs is in no comment")
            .contains("A DevPod machine. The DevPod provider for Dokploy wrote this file");
        check(name, rewritten, variables, volumes);
      }
    }
  }

  /** Makes a container of it, of an image that is there already. */
  private void check(
      String by, String text, Map<String, String> variables, Map<String, String> volumes)
      throws Exception {
    Path place = Files.createDirectories(folder.resolve(by.replace(' ', '-')));
    Files.writeString(place.resolve("docker-compose.yml"), text);
    Files.writeString(
        place.resolve("image.yml"),
        "services:\n  machine:\n    image: debian:bookworm\n    build: !reset null\n");
    String project = "texts-" + Long.toHexString(System.nanoTime());
    var compose =
        List.of(
            "docker",
            "compose",
            "-p",
            project,
            "-f",
            place.resolve("docker-compose.yml").toString(),
            "-f",
            place.resolve("image.yml").toString());
    try {
      must(compose, "create");
      String id = must(compose, "ps", "-aq").strip();
      var seen = JSON.std.listFrom(Engine.docker("inspect", id).out()).getFirst();
      var details = new Answer(seen);
      assertThat(environment(details)).as("%s, seed %d", by, seed).containsAllEntriesOf(variables);
      assertThat(mounts(details, project)).as(by).containsAllEntriesOf(volumes);
      assertThat(details.at("HostConfig").at("PortBindings").at("22/tcp").items())
          .as(by)
          .hasSize(1);
    } finally {
      must(compose, "down", "--volumes");
    }
  }

  private static String must(List<String> compose, String... more) {
    var command = new ArrayList<>(compose);
    command.addAll(List.of(more));
    var run = Run.of(command, System.getenv(), "", LIMIT);
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    return run.out();
  }

  private static Map<String, String> environment(Answer details) {
    var environment = new TreeMap<String, String>();
    for (var one : details.at("Config").at("Env").items()) {
      String[] pair = one.toString().split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    return environment;
  }

  private static Map<String, String> mounts(Answer details, String project) {
    var mounts = new TreeMap<String, String>();
    for (var mount : details.at("Mounts").items()) {
      assertThat(mount.text("Type")).isEqualTo("volume");
      mounts.put(mount.text("Name").replace(project + "_", ""), mount.text("Destination"));
    }
    return mounts;
  }

  private static String rewritten(Path packages, String name, String text) {
    String script =
        "const out = result => process.stdout.write(result);"
            + " const text = require('fs').readFileSync(0, 'utf8'); "
            + REWRITERS.get(name);
    var run =
        Run.of(
            List.of("node", "-e", script),
            with(System.getenv(), "NODE_PATH", packages.toString()),
            text,
            LIMIT);
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    return run.out();
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    var copy = new TreeMap<>(all);
    copy.put(name, value);
    return copy;
  }

  private static Object parsed(String text) {
    return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
        .loadFromString(text);
  }

  private static String lines(Map<String, String> values) {
    var lines = new ArrayList<String>();
    values.forEach((name, value) -> lines.add(name + "=" + value));
    return String.join("\n", lines);
  }

  private Map<String, String> variables() {
    var variables = new TreeMap<String, String>();
    for (String value :
        List.of(
            "",
            " ",
            "x ",
            " x",
            "x\t",
            "\tx",
            "#",
            "x # y",
            "x #",
            "\"x\"",
            "'x'",
            "\"",
            "'",
            "`x`",
            "$HOME",
            "${HOME}",
            "${HOME:-x}",
            "$$",
            "$",
            "$(id)",
            "\\",
            "\\n",
            "x\\",
            "1_000",
            "yes",
            "no",
            "on",
            "~",
            "null",
            "true",
            "0x10",
            "0o17",
            "0777",
            "12:30:00",
            "2024-01-01",
            "1.10",
            "1e3",
            ".inf",
            "=",
            "a=b",
            ": x",
            "- x",
            "{a: b}",
            "[a]",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "? a",
            "\u00e4\u20ac\ud83d\ude00",
            "\u00a0x\u00a0",
            "a: b: c",
            "word ".repeat(500),
            "=".repeat(3000))) {
      variables.put("V" + variables.size(), value);
    }
    var random = new Random(seed);
    while (variables.size() < 150) {
      var text = new StringBuilder();
      for (int i = random.nextInt(1, 12); i > 0; i--) {
        text.append(PIECES.charAt(random.nextInt(PIECES.length())));
      }
      variables.put("V" + variables.size(), text.toString());
    }
    return variables;
  }

  /**
   * Every kind of name that is allowed, those too that YAML or compose takes for something else.
   */
  private static Map<String, String> volumes() {
    var volumes = new LinkedHashMap<String, String>();
    for (String name :
        List.of(
            "w",
            "c",
            "y",
            "n",
            "a1",
            "a-b",
            "a_b",
            "a-",
            "a_",
            "yes",
            "no",
            "on",
            "off",
            "true",
            "false",
            "null",
            "e1",
            "x".repeat(32))) {
      volumes.put(name, "/work/" + name.toUpperCase(Locale.ROOT) + "@1.2+x");
    }
    return volumes;
  }
}
