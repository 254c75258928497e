package dev.dokployprovider.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.dokployprovider.e2e.bench.UpTimeline.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which line begins which stage: a word that changes must not move time to another stage. */
class UpTimelineTest {
  private static final String BEGIN = "client begins, service is made or found";
  private static final String DEPLOY = "Dokploy deploys or starts";
  private static final String DOCKER = "Docker, with images from the store";
  private static final String AGENT = "client's agent on the machine";
  private static final String SESSION = "credentials, upload, client's pauses";
  private static final String LOOK = "image is looked for";
  private static final String PULL = "image pull and unpacking";
  private static final String INNER_AGENT = "agent in the container";
  private static final String SETUP = "container's setup, client's pauses";

  /** What DevPod 0.6.15 prints with --debug; the time is made up, and stands before each line. */
  private static final String NEW =
      """
      0.1 info Create machine 'web-a3743' with provider 'bench'...
      0.2 info Creating the service ...
      0.3 info Creating the service: done (0.1 s)
      0.5 info Building and starting the machine ...
      0.6 info   Docker builds and starts it
      1.5 info Building and starting the machine: done (1.0 s)
      1.5 info Connecting by SSH ...
      1.8 info Connecting by SSH: done (0.3 s)
      1.8 info Waiting for Docker on the machine ...
      2.5 info Waiting for Docker on the machine: done (0.7 s)
      2.6 info Successfully created machine 'web-a3743' with provider 'bench'
      2.8 info Creating devcontainer...
      2.9 debug execute inject script
      2.9 debug download agent from http://172.28.0.1:4711/
      3.4 debug done injecting
      3.5 debug SSH client created
      3.8 debug SSH session created
      4.0 info Upload folder to server
      4.8 info Inspecting image 172.28.0.1:28195/bench/inner:1
      4.9 info Image 172.28.0.1:28195/bench/inner:1 not found
      5.0 info Pulling image 172.28.0.1:28195/bench/inner:1
      9.0 debug Running docker command: docker run --sig-proxy=false -d
      9.4 info f5092dd844b210837d3f2d61e621856cd00ad6901d4a9680e8bf51f6ebd51198
      9.5 debug execute inject script
      10.0 info Setup container...
      11.0 info Run 'ssh web.devpod' to ssh into the devcontainer
      """;

  @Test
  void a_new_machines_time_is_told_by_stage() {
    assertThat(tenths(lines(NEW), 12))
        .containsExactly(
            entry(BEGIN, 5L),
            entry(DEPLOY, 10L),
            entry("SSH", 3L),
            entry(DOCKER, 10L),
            entry(AGENT, 10L),
            entry(SESSION, 10L),
            entry(LOOK, 2L),
            entry(PULL, 40L),
            entry("container", 5L),
            entry(INNER_AGENT, 5L),
            entry(SETUP, 20L));
  }

  @Test
  void the_stages_are_the_whole_time() {
    assertThat(UpTimeline.of(lines(NEW), 12).total()).isEqualTo(12.0);
    assertThat(UpTimeline.of(List.of(), 12).total()).isEqualTo(12.0);
  }

  @Test
  void where_the_image_is_there_nothing_is_pulled() {
    var without = NEW.replaceAll("(?m)^.*(?:not found|Pulling image).*\\n", "");
    assertThat(tenths(lines(without), 12))
        .containsEntry(LOOK, 42L)
        .containsEntry(PULL, 0L)
        .containsEntry("container", 5L);
  }

  @Test
  void a_machine_that_runs_needs_no_deployment_and_its_container_no_agent() {
    var running =
        """
        0.2 info Creating devcontainer...
        0.3 debug execute inject script
        0.6 debug SSH session created
        1.6 info Setup container...
        """;
    assertThat(tenths(lines(running), 3))
        .containsEntry(BEGIN, 2L)
        .containsEntry(AGENT, 4L)
        .containsEntry(SESSION, 10L)
        .containsEntry(INNER_AGENT, 0L)
        .containsEntry(SETUP, 14L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "info Building and starting the machine ...|" + DEPLOY,
        "info Starting the machine ...|" + DEPLOY,
        "info Connecting by SSH ...|SSH",
        "info Waiting for Docker on the machine ...|" + DOCKER,
        "info Creating devcontainer...|" + AGENT,
        "debug SSH session created|" + SESSION,
        "info Inspecting image debian:12|" + LOOK,
        "info Pulling image debian:12|" + PULL,
        "debug Running docker command: docker run --sig-proxy=false|container",
        "debug Running docker command: docker start f5092dd844b2|container",
        "info Setup container...|" + SETUP,
      })
  void a_line_begins_its_stage_at_once_even_where_others_are_left_out(String line, String stage) {
    assertThat(tenths(List.of(new Line(1, line)), 3))
        .containsEntry(BEGIN, 10L)
        .containsEntry(stage, 20L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "info Building and starting the machine: done (4.3 s)",
        "info Connecting by SSH: done (1.4 s)",
        "debug execute inject script",
        "debug Running docker command: docker inspect debian:12",
        "info Please hang on, DevPod is still running, this might take a while...",
      })
  void other_lines_begin_none(String line) {
    assertThat(tenths(List.of(new Line(1, line)), 3)).containsEntry(BEGIN, 30L);
  }

  @Test
  void an_earlier_stages_words_do_not_begin_it_again() {
    var lines = new ArrayList<>(lines(NEW));
    lines.add(new Line(11.5, "info Connecting by SSH ..."));
    assertThat(tenths(lines, 12)).isEqualTo(tenths(lines(NEW), 12));
  }

  private static List<Line> lines(String text) {
    return text.lines()
        .map(line -> line.split(" ", 2))
        .map(parts -> new Line(Double.parseDouble(parts[0]), parts[1]))
        .toList();
  }

  private static Map<String, Long> tenths(List<Line> lines, double end) {
    return UpTimeline.of(lines, end).stages().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                stage -> Math.round(stage.getValue() * 10),
                Long::sum,
                LinkedHashMap::new));
  }
}
