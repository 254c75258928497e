package dev.dokployprovider.provider.people.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.problem.Wording;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files are as DevPod 0.6.15, its fork 0.26.1 and Devsy 1.1.0 were seen to write them. */
class SourcesTest {
  @TempDir Path home;

  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void shell() {
    variables.put("HOME", home.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"devpod", "devsy"})
  void the_options_are_those_of_the_clients_provider(String program) throws IOException {
    client(program, "default", provider("dokploy-dev", "https://a.example.com", "ka"));
    var settings = sources().settings(Choice.ANY);
    assertThat(settings.environment())
        .containsEntry("DOKPLOY_SERVER_URL", "https://a.example.com")
        .containsEntry("DOKPLOY_API_TOKEN", "ka")
        .containsEntry("PROVIDER_ID", "dokploy-dev")
        .containsEntry(program.equals("devpod") ? "DEVPOD" : "DEVSY", program)
        .doesNotContainKey("DOKPLOY_MACHINE_MEMORY");
    assertThat(settings.sources())
        .containsEntry(
            "DOKPLOY_API_TOKEN", "dokploy-dev of %s (context default)".formatted(program));
  }

  @Test
  void a_variable_counts_before_the_clients_value() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    variables.put("DOKPLOY_PROJECT_NAME", "mine");
    var settings = sources().settings(Choice.ANY);
    assertThat(settings.environment())
        .containsEntry("DOKPLOY_PROJECT_NAME", "mine")
        .containsEntry("DOKPLOY_API_TOKEN", "ka");
    assertThat(settings.sources()).containsEntry("DOKPLOY_PROJECT_NAME", "variable");
  }

  @Test
  void a_clients_key_is_never_used_with_the_address_of_another_server() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    variables.put("DOKPLOY_SERVER_URL", "https://evil.example.com");
    var settings = sources().settings(Choice.ANY);
    assertThat(settings.environment())
        .containsEntry("DOKPLOY_SERVER_URL", "https://evil.example.com")
        .doesNotContainKey("DOKPLOY_API_TOKEN");
  }

  @Test
  void the_address_may_be_written_in_another_way() throws IOException {
    client("devpod", "default", provider("dokploy", "https://A.example.com/", "ka"));
    variables.put("DOKPLOY_SERVER_URL", "https://a.example.com/dashboard/projects");
    assertThat(sources().settings(Choice.ANY).environment())
        .containsEntry("DOKPLOY_API_TOKEN", "ka");
  }

  @Test
  void a_provider_that_is_asked_for_brings_its_own_address_and_key() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    variables.put("DOKPLOY_SERVER_URL", "https://b.example.com");
    variables.put("DOKPLOY_API_TOKEN", "kb");
    assertThat(sources().settings(choice("dokploy")).environment())
        .containsEntry("DOKPLOY_SERVER_URL", "https://a.example.com")
        .containsEntry("DOKPLOY_API_TOKEN", "ka");
  }

  @Test
  void of_several_providers_the_default_one_counts() throws IOException {
    client(
        "devpod",
        "default",
        provider("dokploy-a", "https://a.example.com", "ka"),
        provider("dokploy-b", "https://b.example.com", "kb"));
    assertThat(sources().settings(Choice.ANY).environment())
        .containsEntry("DOKPLOY_API_TOKEN", "ka");
    assertThat(sources().settings(choice("dokploy-b")).environment())
        .containsEntry("DOKPLOY_API_TOKEN", "kb");
  }

  @Test
  void two_clients_with_different_options_must_be_distinguished() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    client("devsy", "default", provider("dokploy", "https://b.example.com", "kb"));
    assertThat(ThrownProblem.of(() -> sources().settings(Choice.ANY)))
        .isEqualTo(
            new Problem.SeveralProviders(
                List.of(
                    "dokploy of devpod (context default)", "dokploy of devsy (context default)")));
  }

  @Test
  void without_any_source_it_says_where_it_looked() {
    assertThat(ThrownProblem.of(() -> sources().settings(Choice.ANY)))
        .isEqualTo(
            new Problem.NotSetUp(
                "",
                List.of(
                    home.resolve(".devpod/config.yaml").toString(),
                    home.resolve(".devsy/config.yaml").toString()),
                List.of()));
  }

  @Test
  void a_choice_that_fits_none_is_reported_with_those_that_there_are() throws IOException {
    client("devpod", "default", provider("dokploy-dev", "https://a.example.com", "ka"));
    var problem = ThrownProblem.of(() -> sources().settings(choice("dokploy")));
    assertThat(((Problem.NotSetUp) problem).configured())
        .containsExactly("dokploy-dev of devpod (context default)");
    assertThat(Wording.of(problem).fix()).contains("--provider dokploy-dev --context default");
  }

  /** Else it would be the machine that is said to be missing. */
  @Test
  void a_provider_that_does_not_exist_is_told_also_where_a_machine_is_looked_for()
      throws IOException {
    client("devpod", "default", provider("dokploy-dev", "https://a.example.com", "ka"));
    assertThat(ThrownProblem.of(() -> sources().machine("web", choice("dokploy"))))
        .isInstanceOf(Problem.NotSetUp.class);
    assertThat(ThrownProblem.of(() -> sources().machine("web", choice("dokploy-dev"))))
        .isInstanceOf(Problem.UnknownMachine.class);
  }

  @Test
  void another_home_of_the_client_is_looked_at_in_place_of_the_usual_one() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    Files.move(home.resolve(".devpod"), home.resolve("elsewhere"));
    variables.put("DEVPOD_HOME", home.resolve("elsewhere").toString());
    assertThat(sources().settings(Choice.ANY).environment())
        .containsEntry("DOKPLOY_API_TOKEN", "ka");
  }

  /** Tried: Devsy 1.1.0 writes and reads ~/.devsy, whatever the variable says. */
  @Test
  void devsys_own_variable_for_a_home_is_as_little_regarded_as_by_devsy() throws IOException {
    client("devsy", "default", provider("dokploy", "https://a.example.com", "ka"));
    variables.put("DEVSY_HOME", home.resolve("elsewhere").toString());
    assertThat(sources().settings(Choice.ANY).environment())
        .containsEntry("DOKPLOY_API_TOKEN", "ka");
  }

  @Test
  void on_windows_devsy_keeps_its_settings_and_its_machines_apart() {
    var homes =
        ClientHome.of(
            Map.of("USERPROFILE", "/u", "APPDATA", "/u/roaming", "LOCALAPPDATA", "/u/local"), true);
    assertThat(homes)
        .containsExactly(
            new ClientHome("devpod", Path.of("/u/.devpod"), Path.of("/u/.devpod/config.yaml")),
            new ClientHome(
                "devsy", Path.of("/u/local/devsy"), Path.of("/u/roaming/devsy/config.yaml")));
  }

  @Test
  void other_providers_of_the_client_are_none_of_ours() throws IOException {
    Path config = Files.createDirectories(home.resolve(".devpod")).resolve("config.yaml");
    Files.writeString(
        config,
        """
        contexts:
          default:
            defaultProvider: docker
            providers:
              docker:
                initialized: true
                options:
                  DOCKER_PATH:
                    value: docker
              broken:
        """);
    assertThat(ThrownProblem.of(() -> sources().settings(Choice.ANY)))
        .isInstanceOf(Problem.NotSetUp.class);
  }

  @Test
  void a_damaged_configuration_is_named_and_left_as_it_is() throws IOException {
    Path config = Files.createDirectories(home.resolve(".devpod")).resolve("config.yaml");
    Files.writeString(config, "contexts: [");
    assertThat(ThrownProblem.of(() -> sources().settings(Choice.ANY)))
        .isInstanceOfSatisfying(
            Problem.UnreadableFile.class, it -> assertThat(it.path()).isEqualTo(config));
    assertThat(config).hasContent("contexts: [");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-1a2b3", "web"})
  void a_name_is_a_machines_or_its_workspaces(String name) throws IOException {
    client("devpod", "team", provider("dokploy", "https://a.example.com", "ka"));
    Path folder = machine("devpod", "team", "dokploy", "web-1a2b3", "web");
    assertThat(sources().machine(name, Choice.ANY).environment())
        .containsEntry("MACHINE_ID", "web-1a2b3")
        .containsEntry("MACHINE_FOLDER", folder.toString())
        .containsEntry("MACHINE_CONTEXT", "team")
        .containsEntry("WORKSPACE_ID", "web")
        .containsEntry("DOKPLOY_API_TOKEN", "ka");
  }

  @Test
  void a_machines_own_options_count_before_its_providers() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    machine("devpod", "default", "dokploy", "web-1a2b3", "web");
    assertThat(sources().machine("web", Choice.ANY).environment())
        .containsEntry("DOKPLOY_MACHINE_IMAGE", "debian:13");
  }

  @Test
  void a_machine_of_another_provider_is_none_of_ours() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    machine("devpod", "default", "aws", "web", "web");
    assertThat(ThrownProblem.of(() -> sources().machine("web", Choice.ANY)))
        .isEqualTo(new Problem.UnknownMachine("web", List.of(), List.of()));
  }

  @Test
  void a_name_that_two_machines_have_does_not_say_which() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    machine("devpod", "default", "dokploy", "web-1a2b3", "web");
    machine("devpod", "default", "dokploy", "web", "other");
    var problem = ThrownProblem.of(() -> sources().machine("web", Choice.ANY));
    assertThat(problem)
        .isInstanceOfSatisfying(
            Problem.SeveralMachines.class,
            several -> assertThat(several.names()).containsExactly("other", "web-1a2b3"));
    assertThat(Wording.of(problem).fix())
        .containsExactly("Use a name that only one of them has:", "other", "web-1a2b3");
    assertThat(sources().machine("other", Choice.ANY).environment())
        .containsEntry("MACHINE_ID", "web");
  }

  @Test
  void a_name_in_two_contexts_is_distinguished_by_them() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    client("devsy", "team", provider("dokploy", "https://a.example.com", "ka"));
    machine("devpod", "default", "dokploy", "web", "web");
    machine("devsy", "team", "dokploy", "web", "web");
    assertThat(Wording.of(ThrownProblem.of(() -> sources().machine("web", Choice.ANY))).fix())
        .containsExactly(
            "Choose one by adding to the command line:",
            "--provider dokploy --context default",
            "--provider dokploy --context team");
  }

  @Test
  void a_machine_of_no_client_is_chosen_beside_a_workspace_of_its_name() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    machine("devpod", "default", "dokploy", "web-1a2b3", "web");
    own("web", "https://a.example.com");
    assertThat(Wording.of(ThrownProblem.of(() -> sources().machine("web", Choice.ANY))).fix())
        .containsExactly(
            "Use a name that only one of them has:",
            "web-1a2b3",
            "Choose one by adding to the command line:",
            "--provider dokploy --context default",
            "--provider -");
    assertThat(sources().machine("web", choice("-")).environment())
        .containsEntry("MACHINE_ID", "web")
        .containsEntry("DOKPLOY_API_TOKEN", "ka")
        .doesNotContainKey("MACHINE_CONTEXT");
    assertThat(sources().newMachine("web", choice("-")).environment())
        .containsEntry("MACHINE_ID", "web");
    assertThat(sources().newMachine("api", choice("-")).environment())
        .containsEntry("MACHINE_FOLDER", home.resolve("data/machines/api").toString());
    assertThat(ThrownProblem.of(() -> sources().machine("web-1a2b3", choice("-"))))
        .isInstanceOf(Problem.UnknownMachine.class);
    assertThat(ThrownProblem.of(() -> sources().settings(choice("-"))))
        .isInstanceOf(Problem.NotSetUp.class);
    profile().login("https://b.example.com", "kb");
    assertThat(server(sources().settings(choice("-")))).isEqualTo("https://b.example.com");
  }

  @Test
  void a_variable_for_the_address_is_enough_where_a_key_for_it_is_stored() {
    profile().login("https://a.example.com", "ka");
    profile().login("https://b.example.com", "kb");
    assertThat(server(sources().settings(Choice.ANY))).isEqualTo("https://b.example.com");
    variables.put("DOKPLOY_SERVER_URL", "https://a.example.com");
    assertThat(sources().settings(Choice.ANY).environment())
        .containsEntry("DOKPLOY_SERVER_URL", "https://a.example.com")
        .containsEntry("DOKPLOY_API_TOKEN", profile().reference("https://a.example.com"));
    variables.put("DOKPLOY_SERVER_URL", "https://c.example.com");
    assertThat(sources().settings(Choice.ANY).environment()).doesNotContainKey("DOKPLOY_API_TOKEN");
  }

  @Test
  void a_machine_without_a_client_is_looked_for_where_it_was_made() throws IOException {
    profile().login("https://a.example.com", "ka");
    profile().login("https://b.example.com", "kb");
    own("web", "https://a.example.com");
    var settings = sources().machine("web", Choice.ANY);
    assertThat(server(settings)).isEqualTo("https://a.example.com");
    assertThat(settings.environment())
        .containsEntry("DOKPLOY_API_TOKEN", profile().reference("https://a.example.com"))
        .containsEntry("MACHINE_ID", "web");
    assertThat(server(sources().newMachine("web", Choice.ANY))).isEqualTo("https://a.example.com");
    assertThat(server(sources().newMachine("api", Choice.ANY))).isEqualTo("https://b.example.com");
  }

  @Test
  void a_variable_counts_before_where_a_machine_was_made() throws IOException {
    profile().login("https://a.example.com", "ka");
    own("web", "https://a.example.com");
    variables.put("DOKPLOY_SERVER_URL", "https://b.example.com");
    variables.put("DOKPLOY_API_TOKEN", "kb");
    assertThat(sources().machine("web", Choice.ANY).environment())
        .containsEntry("DOKPLOY_SERVER_URL", "https://b.example.com")
        .containsEntry("DOKPLOY_API_TOKEN", "kb");
  }

  @Test
  void without_a_key_for_where_a_machine_was_made_the_last_login_counts() throws IOException {
    profile().login("https://b.example.com", "kb");
    own("web", "https://a.example.com");
    assertThat(server(sources().machine("web", Choice.ANY))).isEqualTo("https://b.example.com");
  }

  @Test
  void a_client_that_has_the_dokploy_of_a_machine_counts_before_a_login() throws IOException {
    profile().login("https://a.example.com", "ka");
    own("web", "https://a.example.com");
    client("devpod", "default", provider("dokploy", "https://A.example.com/", "kc"));
    assertThat(sources().machine("web", Choice.ANY).environment())
        .containsEntry("DOKPLOY_API_TOKEN", "kc");
  }

  @Test
  void a_machine_of_another_server_than_the_variables_name_is_left_alone() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "ka"));
    machine("devpod", "default", "dokploy", "web-1a2b3", "web");
    variables.put("DOKPLOY_SERVER_URL", "https://b.example.com");
    variables.put("DOKPLOY_API_TOKEN", "kb");
    var problem = ThrownProblem.of(() -> sources().machine("web", Choice.ANY));
    assertThat(problem)
        .isEqualTo(
            new Problem.UnknownMachine(
                "web", List.of(), List.of("dokploy of devpod (context default)")));
    assertThat(Wording.of(problem).what()).endsWith("at DOKPLOY_SERVER_URL of your shell.");
    assertThat(Wording.of(problem).fix())
        .contains("unset DOKPLOY_SERVER_URL", "--provider dokploy --context default");
    assertThat(sources().machine("web", choice("dokploy")).environment())
        .containsEntry("DOKPLOY_API_TOKEN", "ka");
  }

  @Test
  void without_a_client_a_machine_is_kept_in_the_users_data_folder() throws IOException {
    variables.put("DOKPLOY_SERVER_URL", "https://b.example.com");
    variables.put("DOKPLOY_API_TOKEN", "kb");
    variables.put("WORKSPACE_ID", "stale");
    var settings = sources().newMachine("web", Choice.ANY);
    Path folder = home.resolve("data/machines/web");
    assertThat(settings.environment())
        .containsEntry("MACHINE_FOLDER", folder.toString())
        .doesNotContainKeys("MACHINE_CONTEXT", "WORKSPACE_ID");
    Files.createDirectories(folder);
    assertThat(sources().machine("web", Choice.ANY)).isEqualTo(settings);
  }

  @Test
  void no_secret_is_in_what_is_printed_of_them() throws IOException {
    client("devpod", "default", provider("dokploy", "https://a.example.com", "sesame-key"));
    machine("devpod", "default", "dokploy", "web-1a2b3", "web");
    assertThat(
            sources().settings(Choice.ANY).toString()
                + sources().machine("web", Choice.ANY)
                + sources().known(Choice.ANY))
        .doesNotContain("sesame-key");
  }

  private static String server(Settings settings) {
    return settings.environment().getOrDefault("DOKPLOY_SERVER_URL", "");
  }

  private Profile profile() {
    return new Profile(home.resolve("data"));
  }

  private void own(String name, String dokploy) {
    var folder = new MachineFolder(home.resolve("data/machines").resolve(name));
    folder.prepare();
    folder.save(
        new MachineRecord("c1", "devpod-" + name, Optional.empty(), "a1", new DeployedRoute.Port())
            .at(URI.create(dokploy)));
  }

  private Sources sources() {
    return new Sources(variables, home.resolve("data"));
  }

  private static Choice choice(String provider) {
    return new Choice(Optional.empty(), Optional.of(provider));
  }

  /** The first provider is the default one. */
  private void client(String program, String context, String... providers) throws IOException {
    Path folder = Files.createDirectories(home.resolve("." + program));
    String first = providers[0].lines().findFirst().orElseThrow();
    Files.writeString(
        folder.resolve("config.yaml"),
        Stream.concat(
                Stream.of(
                    "contexts:",
                    "  " + context + ":",
                    "    defaultProvider: " + first.replace(":", ""),
                    "    providers:"),
                Stream.of(providers).flatMap(String::lines).map(line -> "      " + line))
            .collect(Collectors.joining("\n")));
  }

  private static String provider(String name, String url, String key) {
    return """
    %s:
      creationTimestamp: "2026-11-28T11:52:05Z"
      initialized: true
      options:
        DOKPLOY_API_TOKEN:
          userProvided: true
          value: %s
        DOKPLOY_MACHINE_MEMORY: {}
        DOKPLOY_MACHINE_IMAGE:
          value: cruizba/ubuntu-dind:latest
        DOKPLOY_SERVER_URL:
          userProvided: true
          value: %s
    """
        .formatted(name, key, url);
  }

  private Path machine(String program, String context, String provider, String id, String workspace)
      throws IOException {
    Path contexts = home.resolve("." + program).resolve("contexts").resolve(context);
    Path folder = Files.createDirectories(contexts.resolve("machines").resolve(id));
    Files.writeString(
        folder.resolve("machine.json"),
        """
        {"id":"%s","provider":{"name":"%s","options":{"DOKPLOY_MACHINE_IMAGE":\
        {"value":"debian:13"},"DOKPLOY_MACHINE_CPUS":{}}},"context":"%s"}
        """
            .formatted(id, provider, context));
    Path its = Files.createDirectories(contexts.resolve("workspaces").resolve(workspace));
    Files.writeString(
        its.resolve("workspace.json"),
        """
        {"id":"%s","provider":{"name":"%s"},"machine":{"machineId":"%s","autoDelete":true}}
        """
            .formatted(workspace, provider, id));
    return folder;
  }
}
