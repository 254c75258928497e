package dev.dokployprovider.provider.machine.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.SomeOptions;
import dev.dokployprovider.provider.problem.Problem.BadOption;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.problem.ThrownProblem;
import dev.dokployprovider.provider.problem.Wording;
import dev.dokployprovider.provider.recipe.model.Additions;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import dev.dokployprovider.provider.recipe.model.Entry;
import dev.dokployprovider.provider.recipe.model.Limits;
import dev.dokployprovider.provider.recipe.model.MachineSpec;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import dev.dokployprovider.provider.recipe.model.RestartPolicy;
import dev.dokployprovider.provider.recipe.model.ServerName;
import dev.dokployprovider.provider.recipe.model.SharedImages;
import dev.dokployprovider.provider.recipe.model.Subnets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineSpecsTest {
  @Test
  void every_option_of_a_machine_reaches_the_recipe() {
    var options = SomeOptions.with(Map.of());
    options.put("DOKPLOY_MACHINE_IMAGE", "debian:12");
    options.put("DOKPLOY_SSH_PORTS", "10.0.0.5:2300-2310");
    options.put("DOKPLOY_MACHINE_DOCKER", "none");
    options.put("DOKPLOY_MACHINE_CPUS", "1.5");
    options.put("DOKPLOY_MACHINE_MEMORY", "4g");
    options.put("DOKPLOY_MACHINE_PIDS", "4096");
    options.put("DOKPLOY_MACHINE_SHM", "1g");
    options.put("DOKPLOY_MACHINE_DISK", "20g");
    options.put("DOKPLOY_MACHINE_GPUS", "all");
    options.put("DOKPLOY_MACHINE_USER", "dev");
    options.put("DOKPLOY_MACHINE_PACKAGES", "jq");
    options.put("DOKPLOY_MACHINE_ENV", "A=1");
    options.put("DOKPLOY_MACHINE_VOLUMES", "cache=/var/cache/mine");
    options.put("DOKPLOY_MACHINE_CACHES", "npm=/root/.npm");
    options.put("DOKPLOY_MACHINE_PROXY", "http://me:p%40ss@proxy.example.com:3128");
    options.put("DOKPLOY_MACHINE_MIRRORS", "https://mirror.example.com");
    options.put("DOKPLOY_MACHINE_SUBNETS", "10.9.0.0/16");
    options.put("DOKPLOY_MACHINE_RESTART", "unless-stopped");
    options.put("DOKPLOY_MACHINE_SCRIPT", "echo one\necho two");
    assertThat(spec(options))
        .isEqualTo(
            new MachineSpec(
                "web",
                "debian:12",
                new Entry.Published(PublishedPorts.parse("10.0.0.5:2300-2310")),
                DockerMode.NONE,
                new Limits(
                    Map.of(
                        Option.DOKPLOY_MACHINE_CPUS, "1.5",
                        Option.DOKPLOY_MACHINE_MEMORY, "4g",
                        Option.DOKPLOY_MACHINE_PIDS, "4096",
                        Option.DOKPLOY_MACHINE_SHM, "1g",
                        Option.DOKPLOY_MACHINE_DISK, "20g",
                        Option.DOKPLOY_MACHINE_GPUS, "all")),
                "dev",
                new Additions(
                    List.of("jq"),
                    Map.of(
                        "A", "1",
                        "http_proxy", "http://me:p%40ss@proxy.example.com:3128",
                        "https_proxy", "http://me:p%40ss@proxy.example.com:3128",
                        "HTTP_PROXY", "http://me:p%40ss@proxy.example.com:3128",
                        "HTTPS_PROXY", "http://me:p%40ss@proxy.example.com:3128",
                        "no_proxy", "localhost,127.0.0.1,::1",
                        "NO_PROXY", "localhost,127.0.0.1,::1"),
                    Map.of("cache", "/var/cache/mine"),
                    Map.of("devpod-cache-0123456789abcdef-npm", "/root/.npm"),
                    List.of("https://mirror.example.com"),
                    Optional.of("echo one\necho two"),
                    Optional.empty()),
                Subnets.parse("10.9.0.0/16"),
                RestartPolicy.UNLESS_STOPPED));
  }

  @ParameterizedTest
  @CsvSource({
    "privileged, 20g, 20480",
    "rootless, 1GB, 1024",
    "sysbox, 1536m, 1536",
    "none, 20g,",
  })
  void images_are_shared_where_the_machine_has_a_docker(
      String docker, String size, @Nullable Long mebibytes) {
    var options = SomeOptions.with(Map.of());
    options.put("DOKPLOY_MACHINE_DOCKER", docker);
    options.put("DOKPLOY_MACHINE_SHARED_IMAGES", size);
    assertThat(spec(options).additions().images())
        .isEqualTo(
            Optional.ofNullable(mebibytes)
                .map(most -> new SharedImages("devpod-cache-0123456789abcdef_images", most)));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "DOKPLOY_MACHINE_IMAGE|$(id)",
        "DOKPLOY_MACHINE_IMAGE|a b",
        "DOKPLOY_SSH_PORTS|2250-2222",
        "DOKPLOY_SSH_PORTS|0.0.0.0:70000",
        "DOKPLOY_MACHINE_DOCKER|rootful",
        "DOKPLOY_MACHINE_CPUS|many",
        "DOKPLOY_MACHINE_MEMORY|4",
        "DOKPLOY_MACHINE_PIDS|-1",
        "DOKPLOY_MACHINE_SHM|x",
        "DOKPLOY_MACHINE_DISK|20",
        "DOKPLOY_MACHINE_GPUS|0;1",
        "DOKPLOY_MACHINE_USER|Root User",
        "DOKPLOY_MACHINE_PACKAGES|a;b",
        "DOKPLOY_MACHINE_ENV|PATH=/x",
        "DOKPLOY_MACHINE_VOLUMES|x=/root",
        "DOKPLOY_MACHINE_CACHES|npm=/root",
        "DOKPLOY_MACHINE_SHARED_IMAGES|20",
        "DOKPLOY_MACHINE_SHARED_IMAGES|500m",
        "DOKPLOY_MACHINE_SHARED_IMAGES|much",
        "DOKPLOY_MACHINE_PROXY|proxy:3128",
        "DOKPLOY_MACHINE_LOGINS|/no/such/file",
        "DOKPLOY_MACHINE_MIRRORS|mirror",
        "DOKPLOY_MACHINE_SCRIPT|/no/such/file",
        "DOKPLOY_MACHINE_SCRIPT|~/no/such/file",
      },
      delimiter = '|')
  void a_value_that_a_machine_can_not_have_names_its_option(Option option, String value) {
    var options = SomeOptions.with(Map.of());
    options.put(option.name(), value);
    assertThat(ThrownProblem.of(BadOption.class, () -> spec(options)).option())
        .isEqualTo(option.name());
  }

  @Test
  void the_route_decides_how_the_machine_is_entered() {
    var options = SomeOptions.with(Map.of());
    options.put("DOKPLOY_SSH_ROUTE", "jump");
    options.put("DOKPLOY_SSH_JUMP", "server");
    assertThat(spec(options).publish()).isEqualTo(new Entry.Unpublished());

    options.put("DOKPLOY_SSH_ROUTE", "tls");
    assertThat(spec(options).publish())
        .isEqualTo(new Entry.Named(new ServerName("devpod-web-0123456", "devpod.internal")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "sysbox"})
  void a_contained_machine_comes_beside_the_servers_apps_only_by_the_users_word(String docker) {
    var options = SomeOptions.with(Map.of());
    options.put("DOKPLOY_SSH_ROUTE", "tls");
    options.put("DOKPLOY_MACHINE_DOCKER", docker);
    assertThatThrownBy(() -> spec(options))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(Wording.of(e.problem()).toString())
                    .contains(
                        "network of all the server's apps", "DOKPLOY_SSH_TLS_BESIDE_APPS=true"));

    options.put("DOKPLOY_SSH_TLS_BESIDE_APPS", "true");
    assertThat(spec(options).publish()).isInstanceOf(Entry.Named.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/x, false",
    "/tmp/agent, false",
    "~/.devpod/agent, false",
    "/var/lib/devpod/../x, false",
    "/var/lib/devpods, false",
    "/var/lib/devpod/data, true",
    "/home/dev/agent/, true",
    "/srv/mine/agent, true",
  })
  void workspaces_of_a_new_machine_are_on_a_volume(String data, boolean kept) {
    var options = SomeOptions.with(Map.of());
    options.put("AGENT_DATA_PATH", data);
    options.put("DOKPLOY_MACHINE_VOLUMES", "mine=/srv/mine");
    var machine = ProviderOptions.from(options).machine();

    assertThatCode(() -> MachineSpecs.of("web", "0123456789abcdef", machine))
        .as("an old machine")
        .doesNotThrowAnyException();
    if (kept) {
      assertThatCode(() -> MachineSpecs.checkNew(machine)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> MachineSpecs.checkNew(machine))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e ->
                  assertThat(Wording.of(e.problem()).toString())
                      .contains(
                          "Invalid value for AGENT_DATA_PATH", "none of the machine's volumes"));
    }
  }

  private static MachineSpec spec(Map<String, String> options) {
    return MachineSpecs.of("web", "0123456789abcdef", ProviderOptions.from(options).machine());
  }
}
