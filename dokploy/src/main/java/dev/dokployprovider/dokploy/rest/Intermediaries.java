package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Failure.Intermediary;
import dev.dokployprovider.dokploy.Failure.Intermediary.Kind;
import dev.dokployprovider.dokploy.http.HttpAnswer;
import dev.dokployprovider.dokploy.json.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells the answer of something in front of Dokploy from Dokploy's own. Dokploy says every error as
 * a JSON object with a message, and all but a bad key's with a code (docs/reference/dokploy.md
 * §1.3); a page, a text or another object is another program's. Which, its headers say.
 */
final class Intermediaries {
  private static final Pattern CHALLENGE =
      Pattern.compile(
          "(?i)just a moment|challenge-platform|cf-challenge|captcha|checking your browser"
              + "|verify(?:ing)? (?:that )?you are (?:a )?human|ddos protection|enable javascript and"
              + " cookies");

  private static final Pattern LOGIN =
      Pattern.compile(
          "(?i)type=[\"']?password|<title[^>]*>[^<]*(?:log ?in|sign ?in|sso|captive portal|hotspot)");

  private static final Pattern CLIENT_CERTIFICATE =
      Pattern.compile("(?i)required SSL certificate|client certificate|SSL certificate error");

  /** By a part of the header Server. */
  private static final Map<String, String> SERVERS =
      Map.ofEntries(
          Map.entry("cloudflare", "Cloudflare"),
          Map.entry("akamai", "Akamai"),
          Map.entry("cloudfront", "Amazon CloudFront"),
          Map.entry("awselb", "an AWS load balancer"),
          Map.entry("sucuri", "Sucuri"),
          Map.entry("imperva", "Imperva"),
          Map.entry("incapsula", "Imperva"),
          Map.entry("ddos-guard", "DDoS-Guard"),
          Map.entry("bunnycdn", "bunny.net"),
          Map.entry("openresty", "OpenResty"),
          Map.entry("nginx", "nginx"),
          Map.entry("apache", "Apache"),
          Map.entry("caddy", "Caddy"),
          Map.entry("envoy", "Envoy"),
          Map.entry("haproxy", "HAProxy"),
          Map.entry("varnish", "Varnish"),
          Map.entry("squid", "Squid"),
          Map.entry("microsoft-azure-application-gateway", "Azure Application Gateway"),
          Map.entry("microsoft-iis", "IIS"));

  /** By a header that only one of them sends. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "cf-ray", "Cloudflare",
          "cf-mitigated", "Cloudflare",
          "x-amz-cf-id", "Amazon CloudFront",
          "x-iinfo", "Imperva",
          "x-sucuri-id", "Sucuri",
          "x-azure-ref", "Azure Front Door",
          "x-akamai-request-id", "Akamai",
          "x-squid-error", "Squid");

  /** By what a page says where no header tells. */
  private static final Map<Pattern, String> BODIES =
      Map.of(
          Pattern.compile("(?i)<center>(?:nginx|openresty)"), "nginx",
          Pattern.compile("(?i)cloudflare|^error code: \\d{3,4}\\s*$"), "Cloudflare",
          Pattern.compile("(?i)incapsula"), "Imperva",
          Pattern.compile("^upstream connect error"), "Envoy",
          Pattern.compile("Request forbidden by administrative rules"), "HAProxy",
          Pattern.compile("^(?:no available server|Bad Gateway|Gateway Timeout)\\s*$"), "Traefik");

  private Intermediaries() {}

  /** The failure that it is, if the answer is not Dokploy's; its status is not 200. */
  static Optional<Failure> of(String call, HttpAnswer answer, Optional<Json> json) {
    int status = answer.status();
    boolean login = status == 401 && answer.header("www-authenticate").isPresent();
    return !login && isDokploys(status, json)
        ? Optional.empty()
        : kind(answer).map(kind -> failure(call, answer, kind));
  }

  /** The same of a page with the status 200; empty where it may be another program's. */
  static Optional<Failure> ofPage(String call, HttpAnswer answer) {
    return asked(answer).map(kind -> failure(call, answer, kind));
  }

  private static boolean isDokploys(int status, Optional<Json> json) {
    return json.filter(error -> error.get("message").text().isPresent())
        .filter(error ->
            (status != 403 && status != 401)
                || error.get("code").text().isPresent()
                || error.get("message").textOrEmpty().equals("Unauthorized"))
        .isPresent();
  }

  private static Optional<Kind> kind(HttpAnswer answer) {
    int status = answer.status();
    var asked = status >= 400 ? asked(answer) : Optional.<Kind>empty();
    if (asked.isPresent()) {
      return asked;
    }
    return switch (status) {
      case 401, 511 -> Optional.of(Kind.LOGIN);
      case 403, 405, 406, 409, 410, 418, 423, 444, 451, 495, 496 -> Optional.of(Kind.BLOCKED);
      case 429 -> Optional.of(Kind.TOO_MANY);
      case 502, 503, 504 -> Optional.of(Kind.NO_DOKPLOY);
      default -> status >= 520 && status <= 530 ? Optional.of(Kind.NO_DOKPLOY) : Optional.empty();
    };
  }

  /** What it asks for, if it asks for something. */
  private static Optional<Kind> asked(HttpAnswer answer) {
    if ("challenge".equals(answer.header("cf-mitigated").orElse(""))) {
      return Optional.of(Kind.CHALLENGE);
    }
    String body = answer.body();
    if (!Failures.isPage(answer)) {
      return Optional.empty();
    }
    if (CHALLENGE.matcher(body).find()) {
      return Optional.of(Kind.CHALLENGE);
    }
    return LOGIN.matcher(body).find() || CLIENT_CERTIFICATE.matcher(body).find()
        ? Optional.of(Kind.LOGIN)
        : Optional.empty();
  }

  private static Failure failure(String call, HttpAnswer answer, Kind kind) {
    String said = ServerTexts.summary(answer.body());
    String scheme =
        answer.header("www-authenticate").map(header -> header.split("[ ,]", 2)[0]).orElse("");
    String detail =
        scheme.isEmpty() ? said : "it asks for " + ServerTexts.line(scheme) + " credentials";
    return new Intermediary(
        call, answer.status(), kind, name(answer), detail, answer.header("retry-after"));
  }

  /** What it calls itself; empty where it does not say. */
  static String name(HttpAnswer answer) {
    String server = answer.header("server").orElse("").toLowerCase(Locale.ROOT);
    return SERVERS.entrySet().stream()
        .filter(entry -> server.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() ->
            HEADERS.entrySet().stream()
                .filter(entry -> answer.header(entry.getKey()).isPresent())
                .map(Map.Entry::getValue)
                .findFirst())
        .or(() ->
            BODIES.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(answer.body()).find())
                .map(Map.Entry::getValue)
                .findFirst())
        .orElse("");
  }
}
