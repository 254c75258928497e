package dev.dokployprovider.dokploy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows are those of Go's httpproxy, tried with Go's own words for what they mean. */
class ProxyRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://a.test    | HTTP_PROXY  | yes
          https://a.test   | HTTPS_PROXY | yes
          ws://a.test      | HTTP_PROXY  | yes
          wss://a.test     | HTTPS_PROXY | yes
          http://a.test    | HTTPS_PROXY | no
          https://a.test   | HTTP_PROXY  | no
          http://a.test    | http_proxy  | yes
          https://a.test   | https_proxy | yes
          https://a.test   | ALL_PROXY   | no
          http://localhost | HTTP_PROXY  | no
          http://127.9.9.9 | HTTP_PROXY  | no
          http://[::1]:80  | HTTP_PROXY  | no
          http://localhost.test | HTTP_PROXY | yes
          """)
  void each_scheme_has_its_variable(String server, String variable, String proxied)
      throws IOException {
    var rules = ProxyRules.from(Map.of(variable, "proxy.test:8080"));
    assertThat(rules.proxyFor(URI.create(server)).isPresent()).isEqualTo(proxied.equals("yes"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://a.test      | a.test:80   | no
          http://a.test      | a.test:443  | yes
          https://a.test     | a.test:443  | no
          https://a.test     | a.test:80   | yes
          ws://a.test        | a.test:80   | no
          wss://a.test       | a.test:443  | no
          https://a.test:80  | a.test:80   | no
          https://a.test:80  | a.test:443  | yes
          https://a.test:0   | a.test:0    | no
          https://a.test:0   | a.test:443  | yes
          """)
  void a_port_that_is_not_named_is_the_schemes(String server, String exception, String proxied)
      throws IOException {
    var rules =
        ProxyRules.from(
            Map.of("HTTP_PROXY", "proxy.test", "HTTPS_PROXY", "proxy.test", "NO_PROXY", exception));
    assertThat(rules.proxyFor(URI.create(server)).isPresent()).isEqualTo(proxied.equals("yes"));
  }

  @Test
  void upper_case_wins_over_lower_case() throws IOException {
    var rules = ProxyRules.from(Map.of("HTTP_PROXY", "upper.test", "http_proxy", "lower.test"));
    assertThat(rules.proxyFor(URI.create("http://a.test")))
        .contains(new ProxyAddress("upper.test", 80, Optional.empty()));
  }

  @Test
  void a_proxys_address_may_lack_its_scheme_and_hold_a_login() throws IOException {
    assertThat(proxy("proxy.test:3128"))
        .isEqualTo(new ProxyAddress("proxy.test", 3128, Optional.empty()));
    assertThat(proxy("HTTP://proxy.test/"))
        .isEqualTo(new ProxyAddress("proxy.test", 80, Optional.empty()));
    assertThat(proxy("http://me:a%2Bb+c@[fd00::1]:1"))
        .isEqualTo(
            new ProxyAddress(
                "[fd00::1]", 1, Optional.of(new ProxyAddress.Login("me", new Secret("a+b+c")))));
    assertThat(proxy(":a@proxy.test:1").login())
        .contains(new ProxyAddress.Login("", new Secret("a")));
    assertThat(proxy("me@proxy.test:1").login())
        .contains(new ProxyAddress.Login("me", new Secret("")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://me:hush@proxy.test",
        "https://me:hush@proxy.test",
        "http://me:hush@",
        "http://me:hush@pro xy",
        "http://me:hush%zz@proxy.test"
      })
  void an_unusable_proxy_is_refused_by_its_variable_and_without_its_value(String address) {
    assertThatThrownBy(() -> proxy(address))
        .isInstanceOf(ProxyException.class)
        .hasMessageStartingWith("HTTPS_PROXY ")
        .hasMessageNotContaining("hush");
  }

  @Test
  void a_proxys_login_is_not_printed() throws IOException {
    assertThat(proxy("http://me:hush@proxy.test").toString()).isEqualTo("proxy.test:80");
    assertThat(proxy("http://me:hush@proxy.test").login().toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # entry              | host            | port | direct
          *                    | a.test          | 443  | yes
          example.test         | example.test    | 443  | yes
          example.test         | a.example.test  | 443  | yes
          example.test         | anexample.test  | 443  | no
          EXAMPLE.test         | a.Example.TEST  | 443  | yes
          .example.test        | example.test    | 443  | no
          .example.test        | a.example.test  | 443  | yes
          *.example.test       | example.test    | 443  | no
          *.example.test       | a.example.test  | 443  | yes
          example.test:8443    | example.test    | 8443 | yes
          example.test:8443    | example.test    | 443  | no
          192.0.2.1            | 192.0.2.1       | 443  | yes
          192.0.2.1            | 192.0.2.11      | 443  | no
          192.0.2.1:80         | 192.0.2.1       | 80   | yes
          192.0.2.1:80         | 192.0.2.1       | 443  | no
          192.0.2.0/24         | 192.0.2.200     | 443  | yes
          192.0.2.0/24         | 192.0.3.1       | 443  | no
          192.0.2.128/25       | 192.0.2.127     | 443  | no
          0.0.0.0/0            | 198.51.100.7    | 443  | yes
          0.0.0.0/0            | a.test          | 443  | no
          2001:db8::/32        | [2001:db8::5]   | 443  | yes
          2001:db8::/32        | [2001:db9::5]   | 443  | no
          2001:db8::1          | [2001:db8:0::1] | 443  | yes
          [2001:db8::1]:80     | [2001:db8::1]   | 80   | yes
          [2001:db8::1]:80     | [2001:db8::1]   | 443  | no
          a.test , b.test      | b.test          | 443  | yes
          a.test,,b.test       | b.test          | 443  | yes
          192.0.2.0/33         | 192.0.2.1       | 443  | no
          192.0.2.1/32         | 192.0.2.1       | 443  | yes
          192.0.2.1/32         | 192.0.2.2       | 443  | no
          0.0.0.0/0            | [2001:db8::5]   | 443  | no
          ::/0                 | 192.0.2.1       | 443  | no
          ::/128               | [::2]           | 443  | no
          a.test:8090          | a.test          | 8090 | yes
          a.test:65535         | a.test          | 65535 | yes
          a.test:65536         | a.test          | 443  | no
          a.test:65536         | a.test          | 65536 | no
          a.test:100000        | a.test          | 34464 | no
          a.test:              | a.test          | 443  | no
          a.test:4/            | a.test          | 4    | no
          a.test:4:            | a.test          | 4    | no
          192.0.2.0/x          | 192.0.2.1       | 443  | no
          :443                 | a.test          | 443  | no
          /24                  | a.test          | 443  | no
          [a.test              | a.test          | 443  | no
          a.test]              | a.test          | 443  | no
          bücher.test          | xn--bcher-kva.test | 443 | yes
          2.1                  | 192.0.2.1       | 443  | yes
          """)
  void no_proxy_covers_what_go_says_it_covers(String entry, String host, int port, String direct) {
    assertThat(NoProxy.parse(entry).covers(host, port)).isEqualTo(direct.equals("yes"));
  }

  private static ProxyAddress proxy(String address) throws IOException {
    return ProxyRules.from(Map.of("HTTPS_PROXY", address))
        .proxyFor(URI.create("https://a.test"))
        .orElseThrow();
  }
}
