package dev.dokployprovider.dokploy;

import java.util.List;
import java.util.Optional;

/**
 * How a call failed, as facts for a program. What a user should do about it is said by the caller.
 *
 * <p>Every {@code call} is the procedure's name, such as {@code compose.create}. Texts from the
 * server are cut to their first line and to a length that fits a message.
 */
public sealed interface Failure {

  /** There was no answer: name, route, port, time or the TLS handshake. */
  record Unreachable(String call, Reason reason, String detail) implements Failure {}

  /** Why there was no answer. */
  enum Reason {
    UNKNOWN_HOST,
    REFUSED,
    TIMED_OUT,
    /** This program was interrupted; nothing was sent, or an answer to a read was left alone. */
    INTERRUPTED,
    NO_ROUTE,
    UNTRUSTED_CERTIFICATE,
    /** The certificate is not valid any more, or not yet: by this computer's clock. */
    CERTIFICATE_DATES,
    /** The certificate is for other hosts. */
    CERTIFICATE_NAME,
    TLS,
    /** The address says http, and the port speaks TLS. */
    NEEDS_HTTPS,
    /** The address says https, and the port speaks HTTP without TLS. */
    NEEDS_HTTP,
    PROXY,
    /** The connection ended before the whole answer was there. */
    CUT_OFF
  }

  /**
   * Something in front of Dokploy answered in its place: a CDN, a guard, or a reverse proxy.
   *
   * @param by what it calls itself, such as Cloudflare; empty where it does not say
   * @param detail what it says
   */
  record Intermediary(
      String call, int status, Kind kind, String by, String detail, Optional<String> retryAfter)
      implements Failure {
    /** What it wants, or lacks. */
    public enum Kind {
      /** A login of its own. */
      LOGIN,
      /** A proof that a person and a browser are there. */
      CHALLENGE,
      /** It lets the call not through. */
      BLOCKED,
      /** It reaches no Dokploy behind itself. */
      NO_DOKPLOY,
      /** There are too many calls for it. */
      TOO_MANY
    }

    /** Whether it may let the same call through in a moment. */
    public boolean mayPass() {
      return kind == Kind.NO_DOKPLOY || kind == Kind.TOO_MANY;
    }
  }

  /** Something answered, but it is no Dokploy: a web page, another program's API, a 404. */
  record NotDokploy(String call, int status, String detail) implements Failure {}

  /** The answer is a redirect, which is never followed with a token. */
  record Redirected(String call, int status, String location) implements Failure {}

  /**
   * 401 without a {@code code}: the key is wrong, expired, disabled or its limit of requests is
   * reached.
   */
  record BadToken(String call) implements Failure {}

  /** The key is right, but its owner may not do this (401 with a {@code code}, or 403). */
  record NotAllowed(String call, String message) implements Failure {}

  /** The thing that the call names does not exist. */
  record NotFound(String call, String message) implements Failure {}

  /** This release of Dokploy does not have the call. */
  record Unsupported(String call) implements Failure {}

  /** The request is invalid: 400, 409, 413, 415. */
  record Rejected(String call, int status, String message, List<String> issues) implements Failure {
    public Rejected {
      issues = List.copyOf(issues);
    }
  }

  /** Dokploy failed (5xx), often with what Docker said; {@code full} is for debugging only. */
  record ServerError(String call, int status, String message, String full) implements Failure {}

  /** 429 or 503 in the form of Dokploy's own answers, after all tries. */
  record Overloaded(String call, int status, Optional<String> retryAfter) implements Failure {}

  /** An answer of more than so many megabytes; it is not read to its end. */
  record TooLarge(String call, int megabytes) implements Failure {}

  /** An answer that this client cannot read. */
  record Unreadable(String call, String detail) implements Failure {}
}
