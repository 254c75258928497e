package dev.dokployprovider.provider.machine.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.SomeOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestedOptionsTest {
  @Test
  void a_machine_without_wishes_has_its_defaults() {
    assertThat(asked(Map.of()))
        .isEqualTo(
            Map.of(
                "DOKPLOY_MACHINE_IMAGE", "cruizba/ubuntu-dind:latest",
                "DOKPLOY_MACHINE_DOCKER", "privileged",
                "DOKPLOY_MACHINE_USER", "root",
                "DOKPLOY_MACHINE_SUBNETS", "198.19.0.0/17",
                "DOKPLOY_SSH_ROUTE", "port",
                "DOKPLOY_SSH_PORTS", "2222-2250"));
  }

  /** Each changes alone, so that a difference is never without its option's name. */
  @Test
  void every_option_that_changes_a_machine_is_in_it() {
    var changes = new HashMap<String, String>();
    changes.put("DOKPLOY_MACHINE_IMAGE", "debian:12");
    changes.put("DOKPLOY_MACHINE_DOCKER", "none");
    changes.put("DOKPLOY_MACHINE_CPUS", "2");
    changes.put("DOKPLOY_MACHINE_MEMORY", "2g");
    changes.put("DOKPLOY_MACHINE_PIDS", "2000");
    changes.put("DOKPLOY_MACHINE_SHM", "1g");
    changes.put("DOKPLOY_MACHINE_DISK", "20g");
    changes.put("DOKPLOY_MACHINE_GPUS", "all");
    changes.put("DOKPLOY_MACHINE_RESTART", "unless-stopped");
    changes.put("DOKPLOY_MACHINE_USER", "dev");
    changes.put("DOKPLOY_MACHINE_PACKAGES", "jq");
    changes.put("DOKPLOY_MACHINE_ENV", "A=1");
    changes.put("DOKPLOY_MACHINE_VOLUMES", "a=/a");
    changes.put("DOKPLOY_MACHINE_CACHES", "b=/b");
    changes.put("DOKPLOY_MACHINE_SHARED_IMAGES", "20g");
    changes.put("DOKPLOY_MACHINE_MIRRORS", "https://m.example.com");
    changes.put("DOKPLOY_MACHINE_PROXY", "http://p:3128");
    changes.put("DOKPLOY_MACHINE_SUBNETS", "10.9.0.0/16");
    changes.put("DOKPLOY_MACHINE_SCRIPT", "true");
    changes.put("DOKPLOY_AUTHORIZED_KEYS", "ssh-ed25519 AAAA me");
    changes.put("DOKPLOY_SSH_PORTS", "2300");
    changes.put("DOKPLOY_SSH_ROUTE", "tls");
    changes.forEach((option, value) ->
        assertThat(asked(Map.of(option, value)).get(option))
            .as(option)
            .isNotNull()
            .isNotEqualTo(asked(Map.of()).get(option)));
  }

  /** Whatever is secret in it, the text has none of it, and still tells one from another. */
  @Test
  void no_secret_is_shown_and_no_two_are_taken_for_one() {
    long seed = Long.getLong("soak.seed", 20_261_128);
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String one = "s3cret-" + Long.toHexString(random.nextLong());
      String other = "s3cret-" + Long.toHexString(random.nextLong());
      assertThat(withSecret(one)).as("seed %d", seed).isEqualTo(withSecret(one));
      withSecret(one)
          .forEach((option, text) ->
              assertThat(text)
                  .as("%s of seed %d", option, seed)
                  .doesNotContain(one)
                  .isNotEqualTo(withSecret(other).get(option)));
    }
  }

  private static Map<String, String> withSecret(String secret) {
    var asked =
        new HashMap<>(
            asked(
                Map.of(
                    "DOKPLOY_MACHINE_ENV", "TOKEN=" + secret,
                    "DOKPLOY_MACHINE_SCRIPT", "login " + secret,
                    "DOKPLOY_MACHINE_PROXY", "http://me:" + secret + "@p:3128")));
    asked.keySet().removeAll(asked(Map.of()).keySet());
    return asked;
  }

  private static Map<String, String> asked(Map<String, String> more) {
    return RequestedOptions.of(ProviderOptions.from(SomeOptions.with(more)).machine());
  }
}
