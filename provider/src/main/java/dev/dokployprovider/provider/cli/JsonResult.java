package dev.dokployprovider.provider.cli;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.problem.Message;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last event of a run whose progress is shown as JSON: how it ended. */
final class JsonResult {
  private final Map<String, String> environment;
  private final PrintStream out;
  private final String verb;
  private Optional<Message> problem = Optional.empty();

  JsonResult(Map<String, String> environment, PrintStream out, String verb) {
    this.environment = environment;
    this.out = out;
    this.verb = verb;
  }

  void problem(Message message) {
    problem = Optional.of(message);
  }

  void print(int exitCode) {
    var event =
        Json.object()
            .with("time", Time.system().now().toString())
            .with("event", "result")
            .with("verb", verb)
            .with("machine", environment.getOrDefault("MACHINE_ID", ""))
            .with("exitCode", exitCode);
    out.println(problem.map(message -> event.with("problem", json(message))).orElse(event));
  }

  private static Json json(Message message) {
    return Json.object()
        .with("what", message.what())
        .with("why", texts(message.why()))
        .with("fix", texts(message.fix()));
  }

  private static Json texts(List<String> lines) {
    return new Json.Array(lines.stream().<Json>map(Json.Text::new).toList());
  }
}
