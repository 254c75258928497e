package dev.dokployprovider.cputimes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Adds up the CPU time that the threads of JUnit spend in the methods of each test class, and
 * writes it to target/surefire-reports/cpu-times.txt: a class and its milliseconds in each line.
 * Other threads and programs that a test starts are not in it.
 */
public final class CpuTimes implements InvocationInterceptor {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(CpuTimes.class);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** Ends with the whole run, and then writes. */
  private record Sums(Map<String, LongAdder> nanosOfClass) implements AutoCloseable {
    @Override
    public void close() {
      var lines =
          nanosOfClass.entrySet().stream()
              .map(sum -> sum.getKey() + " " + sum.getValue().sum() / 1_000_000)
              .sorted()
              .toList();
      try {
        var folder = Files.createDirectories(Path.of("target", "surefire-reports"));
        Files.write(folder.resolve("cpu-times.txt"), lines);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private <T extends @Nullable Object> T measured(
      Invocation<T> invocation, ExtensionContext context) throws Throwable {
    long start = threads.getCurrentThreadCpuTime();
    try {
      return invocation.proceed();
    } finally {
      sums(context)
          .computeIfAbsent(classOf(context), _ -> new LongAdder())
          .add(threads.getCurrentThreadCpuTime() - start);
    }
  }

  private static Map<String, LongAdder> sums(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Sums.class, _ -> new Sums(new ConcurrentHashMap<>()), Sums.class)
        .nanosOfClass();
  }

  private static String classOf(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    while (type.getEnclosingClass() != null) {
      type = type.getEnclosingClass();
    }
    return type.getName();
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    return measured(invocation, context);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    measured(invocation, context);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    measured(invocation, context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    measured(invocation, context);
  }

  @Override
  public <T extends @Nullable Object> T interceptTestFactoryMethod(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    return measured(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    measured(invocation, context);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    measured(invocation, context);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    measured(invocation, context);
  }
}
