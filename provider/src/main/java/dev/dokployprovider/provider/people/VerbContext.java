package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.people.settings.Sources;
import dev.dokployprovider.provider.problem.Message;
import java.util.List;
import java.util.Map;

/** What every typed verb works with. */
record VerbContext(Sources sources, Screen screen, Program program) {

  /** A text with a line of this program to paste, as it is called here. */
  String line(String text) {
    return line(text, sources.variables().environment());
  }

  /** The same with a line for the client whose options the environment has. */
  String line(String text, Map<String, String> environment) {
    var message = new Message("", List.of(), List.of(text));
    return String.join("\n", program.words(message, environment).fix());
  }

  /** What one does next with a machine that is up. */
  void sayHowToLogIn(String machine) {
    screen.err().println(line("Log in: " + Typed.PROGRAM + " ssh " + machine));
  }
}
