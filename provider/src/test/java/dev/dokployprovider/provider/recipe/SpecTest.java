package dev.dokployprovider.provider.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.recipe.model.Caches;
import dev.dokployprovider.provider.recipe.model.Gpus;
import dev.dokployprovider.provider.recipe.model.InvalidSpecException;
import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.recipe.model.Proxy;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import dev.dokployprovider.provider.recipe.model.RegistryLogins;
import dev.dokployprovider.provider.recipe.model.SomeMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecTest {
  private static final String OWNER = "0123456789abcdef";
  private static final List<String> AGENT = List.of("/srv/agent/devpod", "/srv/data");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2222",
        "2222-2250",
        "127.0.0.1:2222-2250",
        "10.1.2.3:22",
        "[::1]:2222-2250",
        "[::]:1-65535",
        "[fd00:1:2::7]:2222",
        "[2001:db8:0:1:2:3:4:5]:2222"
      })
  void ports_are_an_address_and_a_range(String text) {
    assertThat(PublishedPorts.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "65536",
        "02222",
        "2250-2222",
        "2222-",
        "-2222",
        "2222:22",
        "localhost:2222",
        "::1:2222",
        "[::1]2222",
        "[1::2::3]:2222",
        "[1:2:3]:2222",
        "[12345::]:2222",
        "256.0.0.1:2222",
        "1.2.3:2222",
        "1.2.3.4.:2222",
        "2222\n",
        "99999999999"
      })
  void other_ports_are_refused(String text) {
    refuses(Option.DOKPLOY_SSH_PORTS, () -> PublishedPorts.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "debian",
        "debian:12",
        "cruizba/ubuntu-dind:latest",
        "ghcr.io/me/base:1.2",
        "localhost:5000/a/b_c/d-e.f:TAG_1",
        "debian@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void images_are_named_as_docker_names_them(String image) {
    assertThat(Fixtures.SPEC.image(image).spec().image()).isEqualTo(image);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Debian",
        "debian:",
        "debian 12",
        "debian\nRUN x",
        "a$b",
        "${X}",
        "--x",
        "scratch",
        "a//b",
        "a/",
        "http://a/b",
        "debian@sha256:12",
        "debian AS x",
        "@IMAGE@"
      })
  void other_images_are_refused(String image) {
    refuses(Option.DOKPLOY_MACHINE_IMAGE, () -> Fixtures.SPEC.image(image));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a b", "a/b", "a$b", "a\n", "a\"b", "ä", "../a"})
  void other_machine_ids_are_refused(String id) {
    refuses(null, () -> SomeMachine.of(id, "2222"));
  }

  @Test
  void limits_have_units_and_bounds() {
    assertThat(keys(Option.DOKPLOY_MACHINE_MEMORY, "4G")).isEqualTo(Map.of("mem_limit", "4g"));
    assertThat(keys(Option.DOKPLOY_MACHINE_CPUS, "0.5")).isEqualTo(Map.of("cpus", "0.5"));
    assertThat(keys(Option.DOKPLOY_MACHINE_CPUS, "0.1")).isEqualTo(Map.of("cpus", "0.1"));
    for (int pids : List.of(100, 4_194_304)) {
      assertThat(keys(Option.DOKPLOY_MACHINE_PIDS, String.valueOf(pids)))
          .isEqualTo(Map.of("pids_limit", pids));
    }
    for (String size : List.of("", "4", "4 g", "-1g", "4t", "100m", "1.5g", "999999999999g")) {
      refuses(
          Option.DOKPLOY_MACHINE_MEMORY,
          () -> Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_MEMORY, size));
    }
    for (String cpus : List.of("", "0", "0.0", "0.01", "-1", "two", "1,5", "1e3")) {
      refuses(
          Option.DOKPLOY_MACHINE_CPUS,
          () -> Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_CPUS, cpus));
    }
    refuses(
        Option.DOKPLOY_MACHINE_SHM, () -> Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_SHM, "64"));
    refuses(
        Option.DOKPLOY_MACHINE_DISK,
        () -> Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_DISK, "512m"));
    refuses(
        Option.DOKPLOY_MACHINE_DISK, () -> Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_DISK, "20"));
    for (String pids : List.of("", "99", "4194305", "99999999", "-1", "many")) {
      refuses(
          Option.DOKPLOY_MACHINE_PIDS,
          () -> Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_PIDS, pids));
    }
  }

  @Test
  void every_option_that_limits_something_is_known_and_named() {
    for (var option : Option.values()) {
      if (option.is(Option.Trait.LIMIT)) {
        refuses(option, () -> Fixtures.SPEC.limit(option, "?"));
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fixtures.SPEC.limit(Option.DOKPLOY_MACHINE_USER, "dev"))
        .withMessageContaining("limits nothing");
  }

  private static Map<String, Object> keys(Option limit, String value) {
    return Fixtures.SPEC.limit(limit, value).spec().limits().keys();
  }

  @Test
  void a_range_of_ports_has_a_size_and_may_be_open_everywhere() {
    assertThat(PublishedPorts.parse("2222").size()).isEqualTo(1);
    assertThat(PublishedPorts.parse("127.0.0.1:2222-2250").size()).isEqualTo(29);
    assertThat(List.of("0.0.0.0", "::")).allMatch(PublishedPorts::isEverywhere);
    assertThat(List.of("127.0.0.1", "::1", "10.0.0.0")).noneMatch(PublishedPorts::isEverywhere);
  }

  /** The longest is taken, and one more is not. */
  @Test
  void texts_and_counts_have_a_limit() {
    assertThat(Gpus.parse("64")).isEqualTo(new Gpus.Count(64));
    String value = "a".repeat(4096);
    assertThat(Fixtures.SPEC.environment(Map.of("A", value)).spec().additions().environment())
        .containsEntry("A", value);
    refuses(Option.DOKPLOY_MACHINE_ENV, () -> Fixtures.SPEC.environment(Map.of("A", value + "a")));
    String image = "a".repeat(400);
    assertThat(Fixtures.SPEC.image(image).spec().image()).isEqualTo(image);
    refuses(Option.DOKPLOY_MACHINE_IMAGE, () -> Fixtures.SPEC.image(image + "a"));
  }

  @Test
  void gpus_are_all_a_count_or_ids() {
    assertThat(Gpus.parse("all")).isEqualTo(new Gpus.All());
    assertThat(Gpus.parse("2")).isEqualTo(new Gpus.Count(2));
    assertThat(Gpus.parse("0,1")).isEqualTo(new Gpus.Ids(List.of("0", "1")));
    assertThat(Gpus.parse("id:3")).isEqualTo(new Gpus.Ids(List.of("3")));
    assertThat(Gpus.parse("GPU-8a5c-11,MIG-1"))
        .isEqualTo(new Gpus.Ids(List.of("GPU-8a5c-11", "MIG-1")));
    for (String text : List.of("", "0", "65", "ALL", "id:", "1,", "$x", "GPU-\n")) {
      refuses(Option.DOKPLOY_MACHINE_GPUS, () -> Gpus.parse(text));
    }
  }

  @Test
  void users_packages_and_variables_are_plain_names() {
    for (String user : List.of("", "Root", "a b", "-x", "a;b", "$USER", "a\n")) {
      refuses(Option.DOKPLOY_MACHINE_USER, () -> Fixtures.SPEC.user(user));
    }
    for (String name : List.of("", "-y", "a b", "a;b", "$(x)", "a\nb", "../a")) {
      refuses(Option.DOKPLOY_MACHINE_PACKAGES, () -> Fixtures.SPEC.packages(name));
    }
    for (String name : List.of("", "1A", "A B", "A=B", "PATH", "DEVPOD_MACHINE_USER", "A$")) {
      refuses(Option.DOKPLOY_MACHINE_ENV, () -> Fixtures.SPEC.environment(Map.of(name, "")));
    }
    for (String value : List.of("a\nb", "a\rb", "a\0b", "\u001b[1m", "\ud800", "\u2028")) {
      refuses(Option.DOKPLOY_MACHINE_ENV, () -> Fixtures.SPEC.environment(Map.of("A", value)));
    }
  }

  @Test
  void volumes_are_mounted_where_nothing_of_the_machine_is() {
    for (String path :
        List.of("/cache", "/root/.cache", "/home/dev/.m2", "/srv/x", "/var/cache/x")) {
      assertThat(Fixtures.SPEC.volumes(Map.of("cache", path)).spec().volumes()).containsValue(path);
    }
    for (String path :
        List.of(
            "",
            "/",
            "x",
            "/usr/bin",
            "/usr/local/bin",
            "/etc",
            "/root",
            "/home",
            "/home/dev",
            "/root/.ssh",
            "/root/.devpod/agent",
            "/var/lib/devpod",
            "/var/lib/docker/x",
            "/a/../etc",
            "/a//b",
            "/a/",
            "/a b",
            "/a:ro",
            "/a$b",
            "/run/x",
            "/lib64")) {
      refuses(Option.DOKPLOY_MACHINE_VOLUMES, () -> Fixtures.SPEC.volumes(Map.of("cache", path)));
    }
    for (String name : List.of("", "root", "docker", "/srv", "../x", "A", "a b")) {
      refuses(Option.DOKPLOY_MACHINE_VOLUMES, () -> Fixtures.SPEC.volumes(Map.of(name, "/cache")));
    }
  }

  @Test
  void two_volumes_have_two_places() {
    refuses(
        Option.DOKPLOY_MACHINE_VOLUMES,
        () -> Fixtures.SPEC.volumes(Map.of("a", "/cache", "b", "/cache")));
    refuses(
        Option.DOKPLOY_MACHINE_CACHES,
        () ->
            Fixtures.SPEC
                .volumes(Map.of("a", "/cache"))
                .caches(Caches.of(OWNER, Map.of("b", "/cache"), AGENT)));
    refuses(
        Option.DOKPLOY_MACHINE_VOLUMES,
        () -> Fixtures.SPEC.volumes(Map.of("devpod-cache-x", "/cache")));
  }

  @Test
  void a_shared_volume_holds_no_programs_and_no_home() {
    for (String path :
        List.of("/cache", "/root/.npm", "/home/dev/.m2", "/root/.cache/pip", "/opt/x")) {
      assertThat(
              Fixtures.SPEC
                  .caches(Caches.of(OWNER, Map.of("npm", path), AGENT))
                  .spec()
                  .additions()
                  .caches())
          .isEqualTo(Map.of("devpod-cache-0123456789abcdef-npm", path));
    }
    for (String path :
        List.of(
            "/root",
            "/home/dev",
            "/root/.ssh",
            "/root/.docker",
            "/root/.devpod",
            "/var/lib/devpod/agent",
            "/usr/local/bin",
            "/usr/local/share/x/bin",
            "/root/.local",
            "/root/.local/share",
            "/root/.config",
            "/root/.cargo",
            "/root/.vscode-server",
            "/root/bin",
            "/opt",
            "/go",
            "/go/bin",
            "/srv/agent",
            "/srv/agent/devpod",
            "/srv/data/contexts",
            "/a/../root")) {
      refuses(
          Option.DOKPLOY_MACHINE_CACHES,
          () -> Fixtures.SPEC.caches(Caches.of(OWNER, Map.of("npm", path), AGENT)));
    }
    refuses(
        Option.DOKPLOY_MACHINE_CACHES,
        () -> Caches.of(OWNER, Map.of("npm", "/srv/data/x"), List.of("/srv/data/")));
    for (String name : List.of("", "A", "a b", "../x", "a".repeat(33))) {
      refuses(
          Option.DOKPLOY_MACHINE_CACHES,
          () -> Fixtures.SPEC.caches(Caches.of(OWNER, Map.of(name, "/cache"), AGENT)));
    }
  }

  @Test
  void a_proxy_is_in_all_variables_that_programs_know_but_for_those_that_are_set() {
    assertThat(Proxy.in(Map.of("A", "1"), Optional.empty())).isEqualTo(Map.of("A", "1"));
    assertThat(
            Proxy.in(
                Map.of("NO_PROXY", ".example.com", "https_proxy", "http://other:1"),
                Optional.of("http://[fd00::1]:3128/")))
        .isEqualTo(
            Map.of(
                "http_proxy", "http://[fd00::1]:3128/",
                "HTTP_PROXY", "http://[fd00::1]:3128/",
                "https_proxy", "http://other:1",
                "HTTPS_PROXY", "http://[fd00::1]:3128/",
                "no_proxy", ".example.com",
                "NO_PROXY", ".example.com"));
    for (String address :
        List.of(
            "proxy",
            "proxy:3128",
            "ftp://a",
            "http://",
            "http://a b",
            "http://a/x",
            "http://a@b@c")) {
      refuses(Option.DOKPLOY_MACHINE_PROXY, () -> Proxy.in(Map.of(), Optional.of(address)));
    }
  }

  @Test
  void logins_are_those_of_dockers_configuration() {
    assertThat(
            RegistryLogins.parse(
                new Secret(
                    "{\"auths\": {\"ghcr.io\": {\"auth\": \"bWU6c2VjcmV0\", \"email\": \"x\"}},"
                        + " \"psFormat\": \"x\"}")))
        .isEqualTo(new RegistryLogins(Map.of("ghcr.io", new Secret("bWU6c2VjcmV0"))));
    for (String text :
        List.of(
            "",
            "[]",
            "{}",
            "{\"auths\": 1}",
            "{\"auths\": {\"ghcr.io\": {}}}",
            "{\"auths\": {\"ghcr.io\": {\"auth\": \"topsecret!\"}}}",
            "{\"auths\": {\"ghcr.io\": {\"auth\": \"bm9jb2xvbg==\"}}}",
            "{\"auths\": {\"a b\": {\"auth\": \"bWU6c2VjcmV0\"}}}")) {
      refuses(Option.DOKPLOY_MACHINE_LOGINS, () -> RegistryLogins.parse(new Secret(text)));
      assertThatThrownBy(() -> RegistryLogins.parse(new Secret(text)))
          .hasMessageNotContaining("topsecret");
    }
  }

  @Test
  void mirrors_are_addresses_and_scripts_are_texts() {
    for (String mirror :
        List.of("", "mirror", "ftp://a", "http://a b", "http://a;b", "http://a/$x")) {
      refuses(Option.DOKPLOY_MACHINE_MIRRORS, () -> Fixtures.SPEC.mirrors(mirror));
    }
    for (String script : List.of("a\0b", "a\r\nb", "\u2028", "#".repeat(16_001))) {
      refuses(Option.DOKPLOY_MACHINE_SCRIPT, () -> Fixtures.SPEC.script(script));
    }
  }

  @Test
  void keys_are_in_openssh_format() {
    Secret right = new Secret(Fixtures.HOST_KEY);
    refuses(null, () -> new MachineKeys(new Secret("x"), List.of(Fixtures.PUBLIC_KEY)));
    refuses(Option.DOKPLOY_AUTHORIZED_KEYS, () -> new MachineKeys(right, List.of()));
    for (String key :
        List.of(
            "",
            "ssh-ed25519",
            "ssh-dss " + "A".repeat(64),
            Fixtures.PUBLIC_KEY + "\nssh-rsa AAAA",
            "command=\"x\" " + Fixtures.PUBLIC_KEY)) {
      refuses(Option.DOKPLOY_AUTHORIZED_KEYS, () -> new MachineKeys(right, List.of(key)));
    }
  }

  @Test
  void a_wrong_private_key_is_not_shown() {
    assertThatThrownBy(() -> new MachineKeys(new Secret("topsecret"), List.of(Fixtures.PUBLIC_KEY)))
        .hasMessageNotContaining("topsecret");
  }

  private static void refuses(@Nullable Option option, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidSpecException.class,
            invalid -> assertThat(invalid.option()).isEqualTo(Optional.ofNullable(option)));
  }
}
