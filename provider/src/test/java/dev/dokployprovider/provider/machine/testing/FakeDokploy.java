package dev.dokployprovider.provider.machine.testing;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSsh;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.options.MachineId;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.ssh.OpenSsh;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers what a test says, and notes what it was asked; a call that no test told of fails. */
public final class FakeDokploy {
  private static final Map<String, String> OPTIONS =
      Map.of("DOKPLOY_SERVER_URL", "https://d.example.com", "DOKPLOY_API_TOKEN", "abc");

  private final Map<String, Supplier<?>> answers = new HashMap<>();
  private final Map<String, Function<List<Object>, ?>> byArguments = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  /**
   * Says what a call answers.
   *
   * @param call the name of the method
   */
  public FakeDokploy on(String call, Supplier<?> answer) {
    answers.put(call, answer);
    return this;
  }

  /**
   * The same by what it is asked with.
   *
   * @param answer gets the arguments
   */
  public FakeDokploy onCall(String call, Function<List<Object>, ?> answer) {
    byArguments.put(call, answer);
    return this;
  }

  /** The same where nothing was said of that call before. */
  public void onUnlessTold(String call, Supplier<?> answer) {
    answers.putIfAbsent(call, answer);
  }

  /** The same for a call without an answer. */
  public FakeDokploy onVoid(String call, Runnable effect) {
    return on(
        call,
        () -> {
          effect.run();
          return Map.of();
        });
  }

  /** The names of the methods that were called, in their order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** The context of a machine "web" of this Dokploy. */
  public MachineContext context(Path folder, Time time) {
    return context(folder, time, Map.of());
  }

  /**
   * The same with options beside those that are required.
   *
   * @param more by their names
   */
  public MachineContext context(Path folder, Time time, Map<String, String> more) {
    var options = new HashMap<>(OPTIONS);
    options.putAll(more);
    var machine = new MachineFolder(folder);
    return new MachineContext(
        new MachineId("web"),
        machine,
        ProviderOptions.from(options),
        dokploy(),
        new MachineSsh(
            OpenSsh.find(System.getenv()).orElseThrow(),
            machine,
            () -> "root",
            List.of(),
            Duration.ofMinutes(1),
            Map.of()),
        folder,
        event -> {},
        time);
  }

  private Dokploy dokploy() {
    return (Dokploy)
        Proxy.newProxyInstance(
            Dokploy.class.getClassLoader(),
            new Class<?>[] {Dokploy.class},
            (proxy, method, arguments) -> {
              asked.add(method.getName());
              var ofArguments = byArguments.get(method.getName());
              if (ofArguments != null) {
                return ofArguments.apply(List.of(arguments));
              }
              var answer = answers.get(method.getName());
              if (answer == null) {
                throw new AssertionError("nobody told what answers " + method.getName());
              }
              Object value = answer.get();
              return method.getReturnType() == void.class ? null : value;
            });
  }
}
