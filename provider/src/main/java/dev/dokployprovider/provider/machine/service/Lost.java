package dev.dokployprovider.provider.machine.service;

import dev.dokployprovider.dokploy.Failure;

/** Which failures leave open what happened on the server. */
public final class Lost {
  private Lost() {}

  /** The request may have had its effect: only the answer is missing. */
  public static boolean answer(Failure failure) {
    return switch (failure) {
      case Failure.Unreachable(var call, var reason, var detail) ->
          reason == Failure.Reason.CUT_OFF || reason == Failure.Reason.TIMED_OUT;
      case Failure.ServerError(var call, var status, var message, var full) -> status >= 502;
      case Failure.Overloaded overloaded -> true;
      case Failure.Unreadable unreadable -> true;
      default -> false;
    };
  }

  /** The server may be back in a moment: a restart of Dokploy, a proxy without it. */
  public static boolean forNow(Failure failure) {
    return switch (failure) {
      case Failure.Unreachable(var call, var reason, var detail) ->
          reason != Failure.Reason.UNTRUSTED_CERTIFICATE;
      case Failure.ServerError(var call, var status, var message, var full) -> status >= 502;
      case Failure.NotDokploy(var call, var status, var detail) -> status >= 502;
      case Failure.Overloaded overloaded -> true;
      default -> false;
    };
  }
}
