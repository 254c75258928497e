package dev.dokployprovider.e2e.client;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A stand-in for DevPod's agent on the machine, and the script that brings it there: the same steps
 * as the clients' inject.sh (docs/reference/devpod.md §2.4), in words of our own.
 */
record Agent(String path) {
  static final String VERSION = "v0.0.0-test";

  /** What its tunnel says first; then it gives back what it gets. */
  static final String TUNNEL = "tunnel";

  private static final String PROGRAM =
      """
      #!/bin/sh
      case "$*" in
        version) echo %s ;;
        "helper ssh-server --stdio") echo %s; exec cat ;;
        "agent workspace status "*) echo '{"state":"Running"}' ;;
        *) echo "unknown: $*" >&2; exit 1 ;;
      esac
      exit
      """
          .formatted(VERSION, TUNNEL);

  /** Some 20 MB: not all of the 85 of the true one, but more than any buffer on the way. */
  static byte[] sent() {
    byte[] program = PROGRAM.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[20 << 20];
    new Random(1).nextBytes(all);
    System.arraycopy(program, 0, all, 0, program.length);
    return all;
  }

  /**
   * The COMMAND that brings the agent where it is missing, and then runs it.
   *
   * @param sent whether it comes through stdin; else the machine gets it without the client
   */
  String script(boolean sent) {
    return """
    #!/bin/sh
    set -e
    echo "ping"
    IFS='$\\n' read -r ANSWER
    if [ "$ANSWER" != "pong" ]; then
      >&2 echo "Received wrong answer for ping request $ANSWER"
      exit 1
    fi
    is_arm() { case "$(uname -a)" in *arm* | *aarch*) true ;; *) false ;; esac; }
    AGENT='%1$s'
    if [ "$("$AGENT" version 2>/dev/null || true)" != '%2$s' ]; then
      mkdir -p "$(dirname "$AGENT")"
    %3$s
      mv "$AGENT.$$" "$AGENT"
      chmod +x "$AGENT"
      %4$s
    fi
    echo "done"
    '%1$s' helper ssh-server --stdio
    """
        .formatted(
            path,
            VERSION,
            sent
                ? "  echo \"ARM-$(is_arm && echo -n true || echo -n false)\"\n  cat >\"$AGENT.$$\""
                : "  cat >\"$AGENT.$$\" <<'AGENT'\n" + PROGRAM + "AGENT",
            sent ? "echo done; exit 0" : "");
  }

  String sshServer() {
    return "'" + path + "' helper ssh-server --stdio";
  }

  String version() {
    return "'" + path + "' version";
  }
}
