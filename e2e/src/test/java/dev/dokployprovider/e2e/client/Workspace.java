package dev.dokployprovider.e2e.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A workspace with a machine of its own, as one client handles it: each method is one call of the
 * client's command line, and makes its calls of the provider (docs/reference/devpod.md §8).
 */
public final class Workspace {
  /** AGENT_INJECT_TIMEOUT: from the start of `command` to its first line (§2.4). */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(20);

  /** A test's own: a client waits forever. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Set<String> STATES = Set.of("Running", "Busy", "Stopped", "NotFound");

  private final Client client;
  private final Environments environments;
  private final ProviderFile provider;
  private final Agent agent;
  private final List<String> calls = new ArrayList<>();

  public Workspace(Client client, ProviderFile provider, Environments environments) {
    this.client = client;
    this.provider = provider;
    this.environments = environments;
    this.agent = new Agent(provider.agentPath(environments.options()));
  }

  /** What was called since this was last asked, in the order of the starts. */
  public List<String> calls() {
    var result = List.copyOf(calls);
    calls.clear();
    return result;
  }

  /** `provider add`, `provider use -o` and `provider set-options` call the same one thing. */
  public String setOptions() {
    calls.add("init");
    return must("init", environments.ofInit()).out();
  }

  /**
   * Brings the machine up, whatever it is now, and the agent on it; proves that its tunnel works.
   */
  public void up() throws IOException {
    boolean isNew = !Files.exists(environments.machineFolder());
    if (isNew) {
      Files.createDirectories(environments.machineFolder());
      Files.writeString(environments.machineFolder().resolve("machine.json"), "{}");
      machineVerb("create");
    }
    String state = state();
    if (state.equals("Stopped")) {
      machineVerb("start");
      state = client.looksAgainAfterStart() ? state() : "Running";
    }
    expect("Running", state);
    try (var tunnel = tunnel()) {
      tunnel.prove();
      if (client.asksForVersion()) {
        expect(Agent.VERSION, answer("version", agent.version()));
      }
    }
  }

  /** Opens the tunnel that `ssh` and each connection of an editor is. */
  public Tunnel ssh() throws IOException {
    expect("Running", state());
    return tunnel();
  }

  /** The state that is shown: the machine's, or its container's when it runs. */
  public String status() {
    String state = state();
    return state.equals("Running")
        ? answer("agent-status", client.statusCommand(agent.path()))
        : state;
  }

  public void stop() {
    expect("Running", state());
    machineVerb("stop");
  }

  public void delete() throws IOException {
    if (state().equals("NotFound")) {
      throw new AssertionError("the client would ask for --force");
    }
    if (client.stopsBeforeDelete()) {
      machineVerb("stop");
    }
    deleteByForce();
  }

  public void deleteByForce() throws IOException {
    machineVerb("delete");
    try (var files = Files.walk(environments.machineFolder())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A `command` as the client starts it; the caller ends it. */
  public Calling command(String name, String text) {
    calls.add(name);
    return Calling.start(client, exec("command"), environments.ofCommand(text));
  }

  private String answer(String name, String text) {
    var ended = command(name, text).end();
    if (ended.exitCode() != 0) {
      throw new AssertionError(name + ": " + ended);
    }
    return ended.out().strip();
  }

  /** The word of `status`; any other is fatal in every client (§2.2). */
  private String state() {
    long end = System.nanoTime() + LIMIT.toNanos();
    calls.add("status");
    String word = must("status", environments.ofMachine()).out().strip();
    while (word.equals("Busy") && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
      word = must("status", environments.ofMachine()).out().strip();
    }
    if (!STATES.contains(word)) {
      throw new AssertionError("status said \"" + word + "\"");
    }
    return word;
  }

  private void machineVerb(String verb) {
    calls.add(verb);
    must(verb, environments.ofMachine());
  }

  private Calling.Ended must(String verb, Map<String, String> environment) {
    var ended = Calling.start(client, exec(verb), environment).end();
    if (ended.exitCode() != 0) {
      throw new AssertionError(verb + " failed: " + ended);
    }
    return ended;
  }

  private List<String> exec(String verb) {
    return ExecShell.command(client, provider.exec().getOrDefault(verb, "exit 99"));
  }

  /** Injects, and tries again after the client's pause where that failed (§2.4). */
  private Tunnel tunnel() throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return inject();
      } catch (NoAnswerException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(client.pause().toNanos());
      }
    }
  }

  private Tunnel inject() throws IOException {
    var call = command("inject", agent.script(client.sendsItsAgent()));
    try {
      expect("ping", call.line(FIRST_ANSWER));
      call.send("pong\n".getBytes(StandardCharsets.UTF_8));
      String next = call.line(LIMIT);
      if (!next.startsWith("ARM-")) {
        expect("done", next);
        return new Tunnel(call);
      }
      expect("ARM-false", next);
      call.send(Agent.sent());
      call.closeStdin();
      expect("done", call.line(LIMIT));
      var second = command("ssh-server", agent.sshServer());
      call.kill();
      return new Tunnel(second);
    } catch (NoAnswerException e) {
      call.kill();
      throw e;
    }
  }

  private static void expect(String expected, String actual) {
    if (!actual.equals(expected)) {
      throw new AssertionError("expected \"" + expected + "\", not \"" + actual + "\"");
    }
  }

  /** The stdin and stdout of the agent on the machine. */
  public static final class Tunnel implements AutoCloseable {
    private final Calling call;

    private Tunnel(Calling call) {
      this.call = call;
      expect(Agent.TUNNEL, call.line(FIRST_ANSWER));
    }

    /** Sends bytes of every value through it, and gets them back. */
    public void prove() throws IOException {
      byte[] every = new byte[4096];
      for (int i = 0; i < every.length; i++) {
        every[i] = (byte) i;
      }
      call.send(every);
      if (!Arrays.equals(every, call.read(every.length, LIMIT))) {
        throw new AssertionError("the tunnel gave back other bytes");
      }
    }

    /** Ends it as the client does. */
    @Override
    public void close() {
      call.kill();
    }
  }
}
