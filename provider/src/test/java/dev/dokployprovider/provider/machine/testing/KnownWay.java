package dev.dokployprovider.provider.machine.testing;

import dev.dokployprovider.provider.machine.preflight.Answer;
import dev.dokployprovider.provider.machine.preflight.Probe;
import dev.dokployprovider.provider.options.JumpHost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A network in which every host is known and lets everybody in, unless a test says otherwise. */
public final class KnownWay implements Probe {
  private final Map<String, Answer> answers = new HashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** What is found out about a host from now on. */
  public KnownWay with(String host, Answer answer) {
    answers.put(host, answer);
    return this;
  }

  /** The hosts that were asked about. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Answer name(String host) {
    return answer(host);
  }

  @Override
  public Answer tls(String host, int port, String serverName) {
    return answer(host + ":" + port);
  }

  @Override
  public Answer jump(JumpHost host) {
    return answer(host.toString());
  }

  private Answer answer(String host) {
    asked.add(host);
    return answers.getOrDefault(host, new Answer.Good());
  }
}
