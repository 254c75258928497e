package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.ssh.OpenResult;

/** What came of an attempt to connect, in words for a user. */
public final class Outcome {
  private Outcome() {}

  public static String of(OpenResult result) {
    return switch (result) {
      case OpenResult.Opened() -> "it answers";
      case OpenResult.UnknownHost(var detail) -> "there is no host of that name";
      case OpenResult.Refused(var detail) -> "the connection is refused";
      case OpenResult.Unreachable(var detail) -> "no way leads there: " + detail;
      case OpenResult.TimedOut(var detail) -> "no answer in time";
      case OpenResult.Closed(var detail) -> "the connection is closed at once: " + detail;
      case OpenResult.NotSsh(var detail) -> "what answers is no SSH server";
      case OpenResult.NoTls(var detail) -> "what answers does not speak TLS: " + detail;
      case OpenResult.JumpFailed(var detail) -> "the jump host does not lead there: " + detail;
      case OpenResult.OtherHostKey(var detail) -> "another SSH server answers (host key mismatch)";
      case OpenResult.KeyRefused(var detail) -> "the machine does not take our key";
      case OpenResult.Failed(var detail) -> detail;
    };
  }
}
