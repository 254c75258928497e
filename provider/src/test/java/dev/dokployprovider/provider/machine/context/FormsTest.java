package dev.dokployprovider.provider.machine.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.ProviderYaml;
import dev.dokployprovider.provider.options.SomeOptions;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The forms of DevPod check a value before anything of ours does: what our own reader takes must
 * pass there, with every client.
 */
class FormsTest {
  private static final List<Map<?, ?>> OPTIONS =
      Stream.of(
              ProviderYaml.render("dokploy", "0.1.0", List.of()),
              ProviderYaml.subOptions(List.of()))
          .<Map<?, ?>>map(FormsTest::options)
          .toList();

  /** Values from which others are made, and the characters that are put into them. */
  private static final List<String> SEEDS =
      List.of(
          "",
          "https://d.example.com:8080/sub",
          "HTTP://[::1]/",
          "0123aZ_",
          "devpod",
          "auto",
          "20m",
          "1h30m",
          "+1.5h.5s",
          "debian:12",
          "ghcr.io/me/base:1.2@sha256:" + "0".repeat(64),
          "4",
          "1.5",
          "512m",
          "4GB",
          "4096",
          "all",
          "id:0,1",
          "GPU-8a5c",
          "root",
          "2222-2250",
          "127.0.0.1:2222-2250",
          "[::1]:22",
          "203.0.113.7",
          "fe80::1%eth0",
          "[2001:db8::7]",
          "root@server.example.com:22",
          "me@[2001:db8::7]:22",
          "bastion",
          "dev.example.com",
          "443",
          "http://user:p%40ss@proxy.example.com:3128/",
          "socks5h://p:1080",
          "privileged",
          "none",
          "port",
          "tls",
          "jump",
          "true",
          "198.19.0.0/17",
          "/var/lib/devpod/agent/devpod",
          "ä ö");

  private static final String CHARACTERS = "a0Z-_.:/@[]%#?,+ \t\nµä\u2003\u00a0";
  private static final int TRIES = 1500;

  static Stream<Option> options() {
    return Stream.of(Option.values()).filter(option -> pattern(option).isPresent());
  }

  @ParameterizedTest
  @MethodSource("options")
  void what_our_reader_takes_passes_the_form(Option option) {
    var pattern = pattern(option).orElseThrow();
    var random = new Random(option.name().hashCode());
    int taken = 0;
    for (int i = 0; i < TRIES; i++) {
      String text = mutated(random);
      if (reads(option, text)) {
        taken++;
        assertThat(pattern.matcher(text).find()).as("[" + text + "]").isTrue();
      }
    }
    assertThat(taken).as("values that were taken").isGreaterThan(TRIES / 100);
  }

  /** Go has neither look-around nor back references, JavaScript no \\z and no inline flags. */
  @ParameterizedTest
  @MethodSource("options")
  void a_pattern_is_one_that_every_form_can_read(Option option) {
    assertThat(pattern(option).orElseThrow().pattern())
        .startsWith("^")
        .endsWith("$")
        .doesNotContainPattern("\\(\\?[^:]|\\\\[0-9zZAbBpP]|[+*?}][+]");
  }

  @ParameterizedTest
  @CsvSource({
    "DOKPLOY_SERVER_URL, dokploy.example.com",
    "DOKPLOY_SERVER_URL, ''",
    "DOKPLOY_API_TOKEN, two words",
    "DOKPLOY_CREATE_TIMEOUT, 20",
    "DOKPLOY_MACHINE_MEMORY, 4 gigabytes",
    "DOKPLOY_MACHINE_CPUS, two",
    "DOKPLOY_MACHINE_IMAGE, a b",
    "DOKPLOY_MACHINE_USER, Root",
    "DOKPLOY_SSH_PORTS, 22-",
    "DOKPLOY_SSH_HOST, https://h",
    "DOKPLOY_SSH_TLS_PORT, https",
    "DOKPLOY_SSH_PERSIST, for ever",
    "INACTIVITY_TIMEOUT, soon",
    "AGENT_PATH, bin/devpod",
  })
  void what_breaks_the_rule_is_refused_in_the_form(Option option, String text) {
    assertThat(pattern(option).orElseThrow().matcher(text).find()).isFalse();
    assertThat(reads(option, text)).isFalse();
  }

  private static String mutated(Random random) {
    var text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int change = random.nextInt(3); change > 0; change--) {
      int at = text.isEmpty() ? 0 : random.nextInt(text.length());
      char one = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, one);
        case 1 -> text.append(one);
        case 2 -> text.insert(0, one);
        default -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
      }
    }
    return text.toString();
  }

  private static boolean reads(Option option, String text) {
    var environment = SomeOptions.with(Map.of("DOKPLOY_SSH_JUMP", "bastion"));
    environment.put(option.name(), text);
    try {
      var options = ProviderOptions.from(environment);
      options.check();
      MachineSpecs.checkNew(options.machine());
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private static Optional<Pattern> pattern(Option option) {
    return OPTIONS.stream()
        .filter(options -> options.containsKey(option.name()))
        .flatMap(options ->
            Optional.ofNullable(member(options, option.name()).get("validationPattern")).stream())
        .map(text -> Pattern.compile(String.valueOf(text)))
        .findFirst();
  }

  private static Map<?, ?> options(String yaml) {
    var load = new Load(LoadSettings.builder().build());
    return member((Map<?, ?>) load.loadFromString(yaml), "options");
  }

  private static Map<?, ?> member(Map<?, ?> map, String name) {
    return (Map<?, ?>) Objects.requireNonNull(map.get(name), name);
  }
}
