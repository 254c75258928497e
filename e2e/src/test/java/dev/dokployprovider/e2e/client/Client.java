package dev.dokployprovider.e2e.client;

import java.time.Duration;
import java.util.List;

/** The three clients, and all in which they differ for a provider (docs/reference/devpod.md §8). */
public enum Client {
  /** loft-sh/devpod 0.6.15. */
  DEVPOD("DEVPOD", Kill.AT_ONCE, Duration.ofSeconds(3)),
  /** skevetter/devpod 0.26.1. */
  SKEVETTER("DEVPOD", Kill.ASKED_FIRST, Duration.ofSeconds(10)),
  /** devsy-org/devsy 1.1.0. */
  DEVSY("DEVSY", Kill.ASKED_FIRST, Duration.ofSeconds(10));

  /** How a client ends a `command` that it has done with. */
  enum Kill {
    /** SIGKILL to the process that it started (exec.CommandContext). */
    AT_ONCE,
    /** SIGINT, and SIGKILL two seconds later (mvdan.cc/sh's own handler). */
    ASKED_FIRST
  }

  private final String prefix;
  private final Kill kill;
  private final Duration pause;

  Client(String prefix, Kill kill, Duration pause) {
    this.prefix = prefix;
    this.kill = kill;
    this.pause = pause;
  }

  /** What its own variables begin with (§2.1). */
  String prefix() {
    return prefix;
  }

  Kill kill() {
    return kill;
  }

  /** How long it waits before it tries a `command` again (§2.4). */
  Duration pause() {
    return pause;
  }

  /** Whether it asks for the state again until that is Running, after `create` and `start`. */
  boolean looksAgainAfterStart() {
    return this != DEVPOD;
  }

  /**
   * Whether it sends the agent through `command`, and then runs it by a second `command` that
   * begins before the first has ended; else the machine fetches the agent by itself.
   */
  boolean sendsItsAgent() {
    return this != DEVPOD;
  }

  /** Whether it asks the agent for its version, by one more `command`. */
  boolean asksForVersion() {
    return this == SKEVETTER;
  }

  boolean stopsBeforeDelete() {
    return this == DEVSY;
  }

  /** Whether its exec texts are run by mvdan.cc/sh on every system, and not by bash or sh (§0). */
  boolean bringsItsShell() {
    return this != DEVPOD;
  }

  /** The COMMAND of the container's state: not injected, plain shell text. */
  String statusCommand(String agent) {
    String rest = " agent workspace status --workspace-info '" + WORKSPACE_INFO + "'";
    return this == DEVSY
        ? "DEVSY_AGENT_IN_CONTAINER=1 \"" + agent + "\"" + rest
        : "'" + agent + "'" + rest;
  }

  /** Gzip in base64 in truth; tens of kilobytes of one word (§2.4). */
  private static final String WORKSPACE_INFO = "H4sIAAAAAAAA/+xVXXOjNhT9Kx09".repeat(1200);

  /** The calls of `up` for a workspace without a machine. */
  public List<String> upNew() {
    return switch (this) {
      case DEVPOD -> List.of("create", "status", "inject");
      case SKEVETTER -> List.of("create", "status", "inject", "ssh-server", "version");
      case DEVSY -> List.of("create", "status", "inject", "ssh-server");
    };
  }

  public List<String> upRunning() {
    return switch (this) {
      case DEVPOD, DEVSY -> List.of("status", "inject");
      case SKEVETTER -> List.of("status", "inject", "version");
    };
  }

  public List<String> upStopped() {
    return switch (this) {
      case DEVPOD -> List.of("status", "start", "inject");
      case SKEVETTER -> List.of("status", "start", "status", "inject", "version");
      case DEVSY -> List.of("status", "start", "status", "inject");
    };
  }

  public List<String> delete() {
    return this == DEVSY ? List.of("status", "stop", "delete") : List.of("status", "delete");
  }
}
