package dev.dokployprovider.dokploy.rest;

import java.util.List;
import java.util.Map;

/** Java's words of TLS (sun.security.ssl, sun.security.provider.certpath) in those of people. */
final class TlsWords {
  /** A word of Java's, and what it means; the first one that is found counts. */
  private static final List<Map.Entry<String, String>> UNTRUSTED =
      List.of(
          Map.entry("revoked", "it was revoked"),
          Map.entry(
              "lgorithm constraints", "its signature is of a kind that is not secure any more"),
          Map.entry("ey usage", "it is not made for a server"),
          Map.entry("basic constraints", "who has signed it is no authority"),
          Map.entry("ath building failed", "no authority that this computer trusts has signed it"),
          Map.entry(
              "valid certification path", "no authority that this computer trusts has signed it"),
          Map.entry("trust anchor", "no authority that this computer trusts has signed it"));

  private static final List<Map.Entry<String, String>> HANDSHAKE =
      List.of(
          Map.entry("unrecognized_name", "the server has no certificate for that name"),
          Map.entry("handshake_failure", "the server accepts none of this computer's ciphers"),
          Map.entry(
              "protocol_version", "the server accepts none of this computer's versions of TLS"),
          Map.entry(
              "protocol version", "the server accepts none of this computer's versions of TLS"),
          Map.entry("certificate_required", "the server wants a certificate of this computer's"),
          Map.entry("bad_certificate", "the server wants a certificate of this computer's"),
          Map.entry("internal_error", "the server failed in it"),
          Map.entry("SSL message", "what answers does not speak TLS"),
          Map.entry("terminated the handshake", "the server ended the connection in it"),
          Map.entry("reset", "the server ended the connection in it"));

  private TlsWords() {}

  /** Why a certificate is not trusted. */
  static String untrusted(String javas) {
    return words(UNTRUSTED, javas);
  }

  /** Why there is no session. */
  static String handshake(String javas) {
    return words(HANDSHAKE, javas);
  }

  /** What is in no list stays, without the names of Java's classes. */
  private static String words(List<Map.Entry<String, String>> known, String javas) {
    return known.stream()
        .filter(one -> javas.contains(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(
            () -> javas.replaceAll("(?:[a-z]+\\.)+[A-Z]\\w*Exception: ?", "").replace("PKIX ", ""));
  }
}
