package dev.dokployprovider.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.provider.ssh.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The file that is shipped for a Unix, packed as a release is, with a script in it that stands for
 * Java: it says how it was called.
 */
final class ShippedFile {
  private static final Path PACK = Path.of("../dist/unix/pack.sh").toAbsolutePath().normalize();

  private static final String JAVA =
      """
      #!/bin/sh
      aot=
      for word; do
        case $word in
          -XX:AOTCacheOutput=*) echo cache >"${word#*=}" ;;
          -XX:AOTCache=*) aot=" with $(cat "${word#*=}")" ;;
        esac
        case $word in -Ddokploy.provider.launcher=*) launcher=${word#*=} ;; esac
      done
      case $word in
        -version) ;;
        wait) echo waits; read -r line ;;
        *) echo "VERSION: $word$aot"; echo "$launcher" >&2 ;;
      esac
      """;

  private final Path temp;
  private final Path file;
  private final Map<String, String> environment = new HashMap<>();
  private int calls;

  ShippedFile(Path temp, Path file) throws IOException {
    this.temp = temp;
    this.file = file;
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", Files.createDirectories(temp.resolve("the home")).toString());
  }

  /** Puts a version where the file is. */
  void release(String version) throws IOException, InterruptedException {
    Path folder = temp.resolve("to pack " + version);
    Path bin = Files.createDirectories(folder.resolve("runtime/bin"));
    Executable.write(bin.resolve("java"), JAVA.replace("VERSION", version));
    for (String library : List.of("libjli.so", "libjava.so", "server/libjvm.so")) {
      Path path = folder.resolve("runtime/lib").resolve(library);
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, "a library");
    }
    Files.writeString(folder.resolve("runtime/lib/modules"), version.repeat(100_000));
    Files.createDirectories(folder.resolve("modules"));
    Files.writeString(folder.resolve("modules/a.jar"), version);
    Files.createDirectories(file.resolveSibling(""));
    run(List.of("sh", PACK.toString(), "linux-amd64", version, folder.toString(), file.toString()));
  }

  static void run(List<String> words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).inheritIO().start();
    if (!process.waitFor(Sshd.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  void unset(String variable) {
    environment.remove(variable);
  }

  Path file() {
    return file;
  }

  /** What was unpacked by default, whichever version. */
  List<Path> versions() throws IOException {
    return in(cache(), "runtime-");
  }

  /** All but versions: parts, locks and what was moved aside. */
  List<Path> leftovers() throws IOException {
    return in(cache(), ".");
  }

  Path cache() {
    return temp.resolve("the home/.cache/dokploy-provider");
  }

  private static List<Path> in(Path folder, String prefix) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(path -> path.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  /** Skips the test where there is no such shell. */
  Outcome call(String shell, String... arguments) throws IOException, InterruptedException {
    Call call = start(shell, arguments);
    call.stdin().close();
    return call.end();
  }

  /** The same by a caller who takes those rights from whatever is made. */
  Outcome callWithUmask(String umask, String shell, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("sh", "-c", "umask \"$0\"; exec \"$@\"", umask));
    words.addAll(words(shell, arguments));
    Call call = start(words);
    call.stdin().close();
    return call.end();
  }

  Call start(String shell, String... arguments) throws IOException {
    return start(words(shell, arguments));
  }

  private List<String> words(String shell, String... arguments) {
    List<String> words = new ArrayList<>(List.of(shell.split(" ", -1)));
    assumeTrue(
        Shell.isHere(words.getFirst()), "skipped: there is no " + words.getFirst() + " here");
    words.add(file.toString());
    words.addAll(List.of(arguments));
    return words;
  }

  Call start(List<String> words) throws IOException {
    int number = ++calls;
    Path stdout = temp.resolve("stdout." + number);
    Path stderr = temp.resolve("stderr." + number);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(temp.toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Call(builder.start(), stdout, stderr);
  }
}
