package dev.dokployprovider.provider.ssh;

/** What came of the attempt to connect. Each {@code detail} is what ssh said of it, one line. */
public sealed interface OpenResult {

  /** The machine with the pinned key took our key; the connection lives where there can be one. */
  record Opened() implements OpenResult {}

  /** The name of the host means nothing here. */
  record UnknownHost(String detail) implements OpenResult {}

  /** No program listens at that port. */
  record Refused(String detail) implements OpenResult {}

  /** No way leads there: no route, a firewall that says so. */
  record Unreachable(String detail) implements OpenResult {}

  /** No answer in time, or the peer fell silent: a firewall that drops, a frozen machine. */
  record TimedOut(String detail) implements OpenResult {}

  /** The peer hung up: sshd is only starting behind Docker's port, or has too many at once. */
  record Closed(String detail) implements OpenResult {}

  /** Something answers that is no SSH server, or none that we could speak with. */
  record NotSsh(String detail) implements OpenResult {}

  /** A host key mismatch: another machine, or an attacker in between. */
  record OtherHostKey(String detail) implements OpenResult {}

  /** The right machine does not take our key. */
  record KeyRefused(String detail) implements OpenResult {}

  /** What answers does not speak TLS, on the way that leads through it. */
  record NoTls(String detail) implements OpenResult {}

  /** The SSH server that the way leads through can't be used, or does not pass on. */
  record JumpFailed(String detail) implements OpenResult {}

  /** Anything else, with all that ssh said. */
  record Failed(String detail) implements OpenResult {}
}
