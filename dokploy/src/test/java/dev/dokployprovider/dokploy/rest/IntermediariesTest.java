package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Failure.Intermediary;
import dev.dokployprovider.dokploy.Failure.Intermediary.Kind;
import dev.dokployprovider.dokploy.http.HttpAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of what people put in front of Dokploy, in their own forms. */
class IntermediariesTest {
  private static final String CALL = "project.all";

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "403 | server: cloudflare; cf-ray: 8a-FRA; content-type: text/plain | error code: 1010 |"
            + " BLOCKED | Cloudflare | error code: 1010",
        "403 | content-type: text/plain | error code: 1020 | BLOCKED | Cloudflare |"
            + " error code: 1020",
        "403 | server: cloudflare; cf-mitigated: challenge; content-type: text/html |"
            + " <html><title>Just a moment...</title> | CHALLENGE | Cloudflare | Just a moment...",
        "503 | server: cloudflare; content-type: text/html | <title>Just a moment...</title> |"
            + " CHALLENGE | Cloudflare | Just a moment...",
        "403 | server: cloudflare; content-type: text/html |"
            + " <title>Attention Required! | BLOCKED | Cloudflare | -",
        "429 | server: cloudflare; content-type: text/plain | error code: 1015 | TOO_MANY |"
            + " Cloudflare | error code: 1015",
        "530 | cf-ray: 8a; content-type: text/plain | error code: 1033 | NO_DOKPLOY | Cloudflare |"
            + " error code: 1033",
        "521 | server: cloudflare; content-type: text/html | <title>d.test | NO_DOKPLOY |"
            + " Cloudflare | -",
        "522 | server: cloudflare | - | NO_DOKPLOY | Cloudflare | -",
        "525 | server: cloudflare | - | NO_DOKPLOY | Cloudflare | -",
        "526 | - | - | NO_DOKPLOY | '' | -",
        "520 | - | - | NO_DOKPLOY | '' | -",
        "530 | - | - | NO_DOKPLOY | '' | -",
        "403 | x-sucuri-id: 1 | - | BLOCKED | Sucuri | -",
        "403 | x-azure-ref: 1 | - | BLOCKED | Azure Front Door | -",
        "401 | www-authenticate: Basic realm=\"x\"; server: nginx/1.18.0; content-type: text/html |"
            + " <title>401 Authorization Required</title> | LOGIN | nginx |"
            + " it asks for Basic credentials",
        "401 | www-authenticate: Basic realm=\"traefik\"; content-type: text/plain |"
            + " 401 Unauthorized | LOGIN | '' | it asks for Basic credentials",
        "401 | www-authenticate: Bearer; content-type: application/json |"
            + " {\"message\":\"Unauthorized\"} | LOGIN | '' | it asks for Bearer credentials",
        "401 | content-type: text/html | <h1>Sign in first</h1> | LOGIN | '' | Sign in first",
        "403 | content-type: text/html | <title>Sign In</title><input type=\"password\"> | LOGIN |"
            + " '' | Sign In",
        "400 | server: nginx; content-type: text/html |"
            + " <title>400 No required SSL certificate was sent</title> | LOGIN | nginx | -",
        "511 | content-type: text/html | <title>Network</title> | LOGIN | '' | Network",
        "403 | content-type: text/html | <html><head><title>403 Forbidden</title></head><center>"
            + "nginx</center> | BLOCKED | nginx | 403 Forbidden",
        "403 | content-type: text/html | <h1>403 Forbidden</h1>Request forbidden by administrative"
            + " rules. | BLOCKED | HAProxy | 403 Forbidden",
        "403 | content-type: application/json | {\"message\":\"Forbidden\"} | BLOCKED | '' | -",
        "403 | server: awselb/2.0; content-type: text/html | <title>403 Forbidden</title> |"
            + " BLOCKED | an AWS load balancer | 403 Forbidden",
        "403 | x-iinfo: 1-2; content-type: text/html | Incapsula incident | BLOCKED | Imperva | -",
        "403 | server: AkamaiGHost; content-type: text/html | <title>Access Denied</title> |"
            + " BLOCKED | Akamai | Access Denied",
        "406 | server: Apache; content-type: text/html | <title>Not Acceptable!</title> | BLOCKED |"
            + " Apache | Not Acceptable!",
        "502 | content-type: text/plain | Bad Gateway | NO_DOKPLOY | Traefik | Bad Gateway",
        "504 | content-type: text/plain | Gateway Timeout | NO_DOKPLOY | Traefik |"
            + " Gateway Timeout",
        "503 | content-type: text/plain | no available server | NO_DOKPLOY | Traefik | -",
        "502 | server: nginx; content-type: text/html | <title>502 Bad Gateway</title> |"
            + " NO_DOKPLOY | nginx | 502 Bad Gateway",
        "503 | content-type: text/plain; server: envoy | upstream connect error | NO_DOKPLOY |"
            + " Envoy | -",
        "502 | server: Caddy | - | NO_DOKPLOY | Caddy | -",
        "429 | - | - | TOO_MANY | '' | -",
      })
  void an_answer_that_is_not_dokploys_is_reported_as_what_it_is(
      int status, String headers, String body, Kind kind, String by, String detail) {
    assertThat(Failures.of(CALL, answer(status, headers, body)))
        .isInstanceOfSatisfying(
            Intermediary.class,
            front -> {
              assertThat(front.status()).isEqualTo(status);
              assertThat(front.kind()).isEqualTo(kind);
              assertThat(front.by()).isEqualTo(by);
              if (detail != null) {
                assertThat(front.detail()).isEqualTo(detail);
              }
            });
  }

  /** As Cloudflare sends them: with a page, with a line of text, and with nothing. */
  @ParameterizedTest
  @ValueSource(ints = {520, 521, 522, 523, 524, 525, 526, 527, 528, 529, 530})
  void a_cdn_that_does_not_reach_the_server_is_reported_whatever_its_body_is(int status) {
    String headers = "server: cloudflare; cf-ray: 8a-FRA; content-type: ";
    String title = "d.test | " + status + ": a title";
    for (var answer :
        List.of(
            answer(status, headers + "text/html", "<html><title>" + title + "</title>"),
            answer(status, headers + "text/plain", "error code: " + status),
            answer(status, headers + "application/json", ""))) {
      assertThat(Failures.of(CALL, answer))
          .isInstanceOfSatisfying(
              Intermediary.class,
              front -> {
                assertThat(front.status()).isEqualTo(status);
                assertThat(front.kind()).isEqualTo(Kind.NO_DOKPLOY);
                assertThat(front.by()).isEqualTo("Cloudflare");
                assertThat(front.detail()).isIn(title, "error code: " + status, "");
              });
    }
  }

  /** A CDN passes Dokploy's own answers on with headers of its own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"message\":\"Unauthorized\"} | BadToken",
        "401 | {\"message\":\"Permission denied\",\"code\":\"UNAUTHORIZED\"} | NotAllowed",
        "403 | {\"message\":\"no\",\"code\":\"FORBIDDEN\"} | NotAllowed",
        "404 | {\"message\":\"Not found\",\"code\":\"NOT_FOUND\"} | Unsupported",
        "500 | {\"message\":\"captcha\",\"code\":\"INTERNAL_SERVER_ERROR\"} | ServerError",
        "400 | {\"message\":\"log in\",\"code\":\"BAD_REQUEST\"} | Rejected"
      })
  void an_answer_of_dokploys_behind_a_cdn_is_dokploys(int status, String body, String failure) {
    var answer =
        answer(status, "server: cloudflare; cf-ray: 8a; content-type: application/json", body);
    assertThat(Failures.of(CALL, answer).getClass().getSimpleName()).isEqualTo(failure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<title>Just a moment...</title> | CHALLENGE",
        "<form><input name=p type=password></form> | LOGIN",
        "<title>Hotel Hotspot</title> | LOGIN",
        "<title>Welcome to nginx!</title> |"
      })
  void a_page_with_the_status_200_is_no_answer(String page, Kind kind) {
    var failure = Failures.page(CALL, answer(200, "content-type: text/html", page));
    if (kind == null) {
      assertThat(failure).isEqualTo(new Failure.NotDokploy(CALL, 200, "Welcome to nginx!"));
    } else {
      assertThat(((Intermediary) failure).kind()).isEqualTo(kind);
    }
  }

  @Test
  void traefik_without_a_route_is_a_wrong_address() {
    assertThat(Failures.of(CALL, answer(404, "content-type: text/plain", "404 page not found")))
        .isEqualTo(new Failure.NotDokploy(CALL, 404, "404 page not found"));
  }

  private static HttpAnswer answer(int status, String headers, String body) {
    Map<String, String> all = new HashMap<>();
    if (headers != null) {
      for (String header : headers.split("; ", -1)) {
        String[] pair = header.split(": ", 2);
        all.put(pair[0], pair[1]);
      }
    }
    return new HttpAnswer(status, all, body == null ? "" : body);
  }
}
