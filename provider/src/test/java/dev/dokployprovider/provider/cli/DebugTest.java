package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a report shows may be sent to others. */
class DebugTest {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "DOKPLOY_API_TOKEN", "the-token",
          "DOKPLOY_MACHINE_ENV", "NPM_TOKEN=npm-secret\nDEBUG=1\nURL=https://x?a=b",
          "DOKPLOY_MACHINE_PROXY", "http://me:p%40ss@proxy.example.com:3128",
          "HTTPS_PROXY", "http://other:word@proxy.example.com:3128");

  @Test
  void what_the_options_keep_secret_is_blanked() {
    assertThat(
            text(
                "header the-token, file NPM_TOKEN: npm-secret, URL: https://x?a=b, DEBUG: 1, proxies"
                    + " http://me:p%40ss@proxy.example.com and http://other:word@proxy"))
        .startsWith(
            "java.lang.IllegalStateException: header [secret], file NPM_TOKEN: [secret], URL:"
                + " [secret], DEBUG: 1, proxies http://[secret]@proxy.example.com and"
                + " http://[secret]@proxy");
  }

  @Test
  void what_a_query_was_made_with_is_left_out_and_the_trace_stays() {
    assertThat(
            text(
                "Failed query: update \"compose\" set \"composeFile\" = $1\n"
                    + "params: services:\n  machine:\n    secret: x,id"))
        .startsWith(
            "java.lang.IllegalStateException: Failed query: update \"compose\" set"
                + " \"composeFile\" = $1\nparams: [left out]\n")
        .contains("\tat " + DebugTest.class.getName())
        .doesNotContain("secret: x");
  }

  @Test
  void a_private_key_is_left_out_also_where_its_end_is_missing() {
    assertThat(text("key -----BEGIN OPENSSH PRIVATE KEY-----\nabc\ndef"))
        .contains("key [private key]")
        .doesNotContain("abc");
  }

  private static String text(String message) {
    return Debug.text(new IllegalStateException(message), OPTIONS);
  }
}
