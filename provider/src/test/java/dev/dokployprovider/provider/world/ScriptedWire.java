package dev.dokployprovider.provider.world;

import dev.dokployprovider.provider.machine.testing.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loses nothing, and does what a test says before or after a call, such as what another process
 * does at that moment. What throws before a call has kept it from the server; what throws after it
 * has lost the answer.
 */
public final class ScriptedWire implements Wire {
  private final Map<Call<?>, Deque<Runnable>> before = new HashMap<>();
  private final Map<Call<?>, Deque<Runnable>> after = new HashMap<>();
  private final Map<Call<?>, Runnable> beforeEvery = new HashMap<>();
  private final List<Call<?>> calls = new ArrayList<>();

  /** Does something before the next call of that name; told twice, before the next two. */
  public ScriptedWire before(Call<?> call, Runnable work) {
    before.computeIfAbsent(call, name -> new ArrayDeque<>()).add(work);
    return this;
  }

  /** Does something before every call of that name from now on. */
  public ScriptedWire beforeEvery(Call<?> call, Runnable work) {
    beforeEvery.put(call, work);
    return this;
  }

  /** Does something when the next call of that name has had its effect. */
  public ScriptedWire after(Call<?> call, Runnable work) {
    after.computeIfAbsent(call, name -> new ArrayDeque<>()).add(work);
    return this;
  }

  /** The calls that came, in their order, whatever became of them. */
  public List<Call<?>> calls() {
    return List.copyOf(calls);
  }

  @Override
  public <T> T carry(RequestedOptions<T> asked, MemoryServer server) {
    calls.add(asked.call());
    next(before, asked.call());
    beforeEvery.getOrDefault(asked.call(), () -> {}).run();
    T answer = asked.effect().get();
    next(after, asked.call());
    return answer;
  }

  private static void next(Map<Call<?>, Deque<Runnable>> works, Call<?> call) {
    var work = works.getOrDefault(call, new ArrayDeque<>()).poll();
    if (work != null) {
      work.run();
    }
  }
}
