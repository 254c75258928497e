package dev.dokployprovider.provider.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.containers.MachineState;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.describe.Describe;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.testing.Call;
import dev.dokployprovider.provider.machine.testing.FakeDokploy;
import dev.dokployprovider.provider.machine.testing.KnownWay;
import dev.dokployprovider.provider.machine.time.StoppedTime;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.SomeOptions;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A machine can be seen, stopped and deleted whatever the options of its deployment say by now. */
class InvalidOptionsTest {
  /** The file that an option named and that is gone, and what fits nothing. */
  private static final List<String> INVALID = List.of("/nonexistent/file", "!? \t;");

  /** They say which Dokploy and which project: without them no verb knows what it is about. */
  private static final Set<Option> NEEDED =
      EnumSet.of(Option.DOKPLOY_SERVER_URL, Option.DOKPLOY_API_TOKEN, Option.DOKPLOY_PROJECT_NAME);

  @TempDir Path folder;

  private final FakeDokploy dokploy =
      new FakeDokploy()
          .on(Call.VERSION, () -> Version.NEWEST)
          .on(Call.FIND_SERVICE, () -> Optional.of(service()))
          .on(Call.CONTAINERS, List::of)
          .onVoid(Call.CANCEL_WAITING, () -> {})
          .onVoid(Call.STOP_SERVICE, () -> {})
          .onVoid(Call.DELETE_SERVICE, () -> {})
          .on(Call.REMOVE_IMAGE, () -> true);

  static Stream<Option> options() {
    return Arrays.stream(Option.values()).filter(option -> !NEEDED.contains(option));
  }

  @ParameterizedTest
  @MethodSource("options")
  void no_invalid_value_keeps_a_machine_from_being_seen_stopped_and_deleted(Option option) {
    for (String value : INVALID) {
      assertThat(new Status(context(option, value)).run().state())
          .as("status with %s=%s", option, value)
          .isEqualTo(MachineState.STOPPED);
      assertThatCode(() -> new Stop(context(option, value)).run())
          .as("stop with %s=%s", option, value)
          .doesNotThrowAnyException();
      assertThatCode(() -> new Delete(context(option, value)).run())
          .as("delete with %s=%s", option, value)
          .doesNotThrowAnyException();
      assertThat(folder.resolve("dokploy.json")).doesNotExist();
    }
  }

  @Test
  void a_create_refuses_them() {
    var accepted =
        options()
            .filter(option -> INVALID.stream().noneMatch(value -> isRefused(option, value)))
            .toList();
    assertThat(accepted).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("options")
  void a_create_names_the_option_and_not_what_is_made_of_it(Option option) {
    INVALID.stream()
        // That it is on no volume is looked at only where there is no machine yet.
        .filter(value -> option != Option.AGENT_DATA_PATH || !value.startsWith("/"))
        .filter(value -> isRefused(option, value))
        .forEach(value ->
            assertThatThrownBy(() ->
                    new Create(context(option, value), id -> Optional.empty(), new KnownWay())
                        .run())
                .isInstanceOfSatisfying(
                    ProblemException.class,
                    refused ->
                        assertThat(Wording.of(refused.problem()).what()).contains(option.name())));
    assertThat(dokploy.asked()).isEmpty();
  }

  private static boolean isRefused(Option option, String value) {
    try {
      var options = ProviderOptions.from(variables(option, value));
      options.check();
      MachineSpecs.checkNew(options.machine());
      return false;
    } catch (ProblemException refused) {
      return true;
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void describe_tells_what_it_can(Option option) {
    for (String value : INVALID) {
      var facts = new Describe(context(option, value)).run().facts();
      assertThat(facts).as("%s=%s", option, value).isNotEmpty();
      assertThat(facts.getFirst().lines()).containsExactly("web");
    }
  }

  private MachineContext context(Option option, String value) {
    var context = dokploy.context(folder, new StoppedTime(), variables(option, value));
    if (Files.notExists(folder.resolve("dokploy.json"))) {
      context
          .folder()
          .save(
              new MachineRecord(
                  "c1",
                  "devpod-web-a1b2c3",
                  Optional.empty(),
                  "ff",
                  new DeployedRoute.Port(),
                  Optional.of("root"),
                  Optional.empty()));
    }
    return context;
  }

  private static Map<String, String> variables(Option option, String value) {
    String route = option.name().contains("JUMP") ? "jump" : "port";
    var variables = SomeOptions.with(Map.of("DOKPLOY_SSH_ROUTE", route));
    variables.put(option.name(), value);
    return variables;
  }

  private static Service service() {
    return new Service(
        "c1",
        "web",
        "devpod-web-a1b2c3",
        "",
        ServiceStatus.DONE,
        "x-devpod-machine:\n  recipe: ff\n",
        Optional.empty(),
        List.of());
  }
}
