package dev.dokployprovider.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One file, as DevPod keeps it: it brings its own runtime, once, and nothing else is needed. */
class ShippedFileTest {
  private static final String WITH_CACHE = "1.0.0: status with cache\n";

  private static final String FIX = "  > export DOKPLOY_CACHE_DIR=/path/to/a/folder\n";

  @TempDir private Path temp;
  private ShippedFile shipped;

  @BeforeEach
  void release() throws Exception {
    shipped = new ShippedFile(temp, temp.resolve("pro vider's/bin 100%/dokploy-provider-ü"));
    shipped.release("1.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh", "zsh", "mksh"})
  void the_first_call_unpacks_and_the_next_ones_only_run(String shell) throws Exception {
    assertThat(shipped.call(shell, "version"))
        .isEqualTo(new Outcome(0, "1.0.0: version\n", shipped.file() + "\n"));
    Path unpacked = shipped.versions().getFirst();
    Path mark = Files.writeString(unpacked.resolve("mark"), "");

    assertThat(shipped.call(shell, "command").stdout()).isEqualTo("1.0.0: command\n");

    assertThat(shipped.versions()).containsExactly(unpacked);
    assertThat(mark).exists();
    assertThat(shipped.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dash, 000",
    "dash, 777",
    "bash, 000",
    "bash, 777",
    "busybox sh, 777",
    "zsh, 777",
    "mksh, 777"
  })
  void whatever_the_umask_it_is_unpacked_for_its_user_alone(String shell, String umask)
      throws Exception {
    shipped.set("DOKPLOY_SERVER_URL", "https://d.example.com");
    // The cache is made beside the call, which has it already when it is late.
    assertThat(shipped.callWithUmask(umask, shell, "version").stdout())
        .isIn("1.0.0: version\n", "1.0.0: version with cache\n");
    Path unpacked = shipped.versions().getFirst();
    awaitCache(unpacked.resolve("runtime.aot"));

    assertThat(mode(shipped.cache())).isEqualTo("rwx------");
    assertThat(mode(unpacked)).isEqualTo("rwx------");
    for (String own : List.of("listing", "users", "runtime.aot")) {
      assertThat(mode(unpacked.resolve(own))).as(own).isEqualTo("rw-------");
    }
    assertThat(shipped.callWithUmask(umask, shell, "status").stdout()).isEqualTo(WITH_CACHE);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh", "zsh", "mksh"})
  void twenty_first_calls_at_once_all_answer_and_unpack_once(String shell) throws Exception {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(shipped.start(shell, "status"));
    }
    for (Call call : calls) {
      call.stdin().close();
      assertThat(call.end()).isEqualTo(new Outcome(0, "1.0.0: status\n", shipped.file() + "\n"));
    }
    assertThat(shipped.versions()).hasSize(1);
    assertThat(shipped.leftovers()).isEmpty();
    assertThat(shipped.versions().getFirst().resolve("runtime/lib/modules"))
        .hasSize("1.0.0".length() * 100_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh", "zsh", "mksh"})
  void what_is_missing_or_damaged_is_repaired(String shell) throws Exception {
    shipped.call(shell, "version");
    Path unpacked = shipped.versions().getFirst();
    Path modules = unpacked.resolve("runtime/lib/modules");
    String whole = Files.readString(modules);
    List<Damage> damages =
        List.of(
            () -> Files.delete(unpacked.resolve("runtime/bin/java")),
            () -> unpacked.resolve("runtime/bin/java").toFile().setExecutable(false),
            () -> Files.delete(unpacked.resolve("modules/a.jar")),
            () -> Files.delete(modules),
            () -> Files.writeString(modules, ""),
            () -> Files.writeString(modules, "0" + whole.substring(1)),
            () -> Files.writeString(unpacked.resolve("listing"), ""),
            () -> Files.writeString(unpacked.resolve("users"), ""));
    for (Damage damage : damages) {
      damage.happens();
      assertThat(shipped.call(shell, "status").stdout()).isEqualTo("1.0.0: status\n");
      assertThat(modules).hasContent(whole);
      assertThat(unpacked.resolve("modules/a.jar")).hasContent("1.0.0");
    }
    assertThat(shipped.leftovers()).isEmpty();
  }

  private interface Damage {
    void happens() throws IOException;
  }

  /** As a user who may write there can: with all marks of one that was unpacked. */
  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh", "zsh", "mksh"})
  void a_runtime_that_another_account_put_there_is_not_started(String shell) throws Exception {
    shipped.call(shell, "version");
    Path unpacked = shipped.versions().getFirst();
    Path moved = Files.move(unpacked, temp.resolve("moved"));

    Files.createSymbolicLink(unpacked, moved);
    assertIsRefused(shipped.call(shell, "status"), unpacked);
    Files.delete(unpacked);
    Files.move(moved, unpacked);
    assertThat(shipped.call(shell, "status").stdout()).isEqualTo("1.0.0: status\n");

    assumeTrue(isRoot(), "skipped: only root can give a folder to another account");
    Files.setAttribute(unpacked, "unix:uid", 65_534);
    assertIsRefused(shipped.call(shell, "status"), unpacked);
    // Root in the home of that account.
    Files.setAttribute(temp.resolve("the home"), "unix:uid", 65_534);
    assertThat(shipped.call(shell, "status").stdout()).isEqualTo("1.0.0: status\n");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void assertIsRefused(Outcome outcome, Path unpacked) {
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr())
        .contains("is not this account's, so it is not started.\n  " + unpacked + "\n")
        .contains(FIX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative"})
  void a_cache_folder_of_XDG_counts_when_it_is_absolute(String ignored) throws Exception {
    shipped.set("XDG_CACHE_HOME", ignored);
    shipped.call("dash", "version");
    assertThat(shipped.versions()).hasSize(1);

    shipped.set("XDG_CACHE_HOME", temp.resolve("x d g").toString());
    shipped.call("dash", "version");
    assertThat(temp.resolve("x d g/dokploy-provider")).isDirectory();
  }

  @Test
  void a_named_folder_goes_before_all_others() throws Exception {
    shipped.set("DOKPLOY_CACHE_DIR", temp.resolve("na med").toString());
    shipped.unset("HOME");
    assertThat(shipped.call("dash", "version").exit()).isZero();
    try (var entries = Files.list(temp.resolve("na med"))) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.startsWith("runtime-1.0.0-"));
    }
  }

  @Test
  void without_any_folder_it_says_which_variable_names_one() throws Exception {
    shipped.unset("HOME");
    var outcome = shipped.call("dash", "status");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr())
        .startsWith("dokploy-provider: There is no folder to unpack into.\n  HOME is not set.\n")
        .endsWith(FIX);
  }

  @Test
  void a_folder_that_can_not_be_made_is_a_problem_and_a_command_ends_with_255() throws Exception {
    Path file = Files.writeString(temp.resolve("a file"), "");
    shipped.set("DOKPLOY_CACHE_DIR", file.resolve("below").toString());
    var status = shipped.call("dash", "status");
    assertThat(status.exit()).isEqualTo(3);
    assertThat(status.stderr()).contains(file + "/below").endsWith(FIX);
    var command = shipped.call("dash", "command");
    assertThat(command.exit()).isEqualTo(255);
    assertThat(command.stdout()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "size=100k, can't be unpacked into, dash",
    "ro, can't be unpacked into, dash",
    "noexec, Programs can't be started in, dash",
    "noexec, Programs can't be started in, bash",
    "noexec, Programs can't be started in, busybox sh",
    "noexec, Programs can't be started in, zsh",
    "noexec, Programs can't be started in, mksh"
  })
  void a_folder_that_is_full_or_read_only_or_starts_nothing_is_a_problem(
      String option, String problem, String shell) throws Exception {
    Path folder = Files.createDirectories(temp.resolve("moun ted"));
    List<String> mounted = mounted(option, folder);
    assumeTrue(
        Shell.isHere("unshare") && canMount(mounted), "skipped: no file system can be mounted");
    shipped.set("DOKPLOY_CACHE_DIR", folder.toString());
    for (String verb : List.of("status", "command")) {
      var words = new ArrayList<>(mounted);
      words.addAll(List.of(shell.split(" ", -1)));
      words.addAll(List.of(shipped.file().toString(), verb));
      assumeTrue(Shell.isHere(shell.split(" ", -1)[0]), "skipped: there is no " + shell + " here");
      var call = shipped.start(words);
      call.stdin().close();
      var outcome = call.end();
      assertThat(outcome.exit()).isEqualTo(verb.equals("command") ? 255 : 3);
      assertThat(outcome.stdout()).isEmpty();
      assertThat(outcome.stderr())
          .startsWith("dokploy-provider: ")
          .contains(problem + " " + folder)
          .endsWith(FIX);
    }
  }

  @Test
  void a_limit_that_is_too_low_is_said_by_the_first_call_and_leaves_no_lock() throws Exception {
    for (String verb : List.of("status", "command")) {
      var words = List.of("bash", "-c", "ulimit -v 300000 && exec sh \"$@\"", "-");
      var all = new ArrayList<>(words);
      all.addAll(List.of(shipped.file().toString(), verb));
      var call = shipped.start(all);
      call.stdin().close();
      var outcome = call.end();
      assertThat(outcome.exit()).isEqualTo(verb.equals("command") ? 255 : 3);
      assertThat(outcome.stderr()).contains("address space is too low for Java: 300000 kB");
    }
    assertThat(shipped.call("dash", "status").stdout()).isEqualTo("1.0.0: status\n");
    assertThat(shipped.leftovers()).isEmpty();
  }

  @Test
  void a_Java_of_the_user_s_own_needs_no_folder_from_which_programs_start() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("moun ted"));
    List<String> mounted = mounted("noexec", folder);
    assumeTrue(
        Shell.isHere("unshare") && canMount(mounted), "skipped: no file system can be mounted");
    Path java = temp.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'version \"25.0.1\"'\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    shipped.set("DOKPLOY_CACHE_DIR", folder.toString());
    shipped.set("DOKPLOY_JAVA", java.toString());
    var words = new ArrayList<>(mounted);
    words.addAll(List.of("bash", shipped.file().toString(), "status"));
    var call = shipped.start(words);
    call.stdin().close();
    assertThat(call.end()).isEqualTo(new Outcome(0, "version \"25.0.1\"\n", ""));
  }

  /** Runs the words behind it where a file system is mounted with such an option. */
  private static List<String> mounted(String option, Path folder) {
    return List.of(
        "unshare",
        "-rm",
        "sh",
        "-c",
        "mount -t tmpfs -o \"$1\" none \"$2\" && shift 2 && exec \"$@\"",
        "sh",
        option,
        folder.toString());
  }

  private boolean canMount(List<String> mounted) throws Exception {
    var words = new ArrayList<>(mounted);
    words.add("true");
    return shipped.start(words).end().exit() == 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cksum", "gzip", "tar"})
  void a_program_that_is_missing_is_distinguished_from_a_damaged_file(String missing)
      throws Exception {
    Path bin = Files.createDirectories(temp.resolve("bin"));
    for (String name : List.of("sh", "tail", "gzip", "tar", "find", "cksum", "sort", "ls")) {
      if (!name.equals(missing)) {
        Files.createSymbolicLink(bin.resolve(name), Path.of("/usr/bin", name).toRealPath());
      }
    }
    Files.createSymbolicLink(bin.resolve("mkdir"), Path.of("/usr/bin/mkdir").toRealPath());
    shipped.set("PATH", bin.toString());
    assertThat(shipped.call("dash", "status"))
        .isEqualTo(
            new Outcome(
                3,
                "",
                "dokploy-provider: The program "
                    + missing
                    + " is missing, which unpacking needs.\n"
                    + "  > Install it, and see that it is on PATH.\n"));
    assertThat(shipped.call("dash", "command").exit()).isEqualTo(255);
  }

  @Test
  void a_file_that_was_cut_off_is_distinguished_from_a_full_folder() throws Exception {
    byte[] whole = Files.readAllBytes(shipped.file());
    Files.write(
        shipped.file(),
        java.util.Arrays.copyOf(whole, whole.length - 100),
        StandardOpenOption.TRUNCATE_EXISTING);
    var outcome = shipped.call("dash", "status");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.stderr())
        .startsWith("dokploy-provider: This file is damaged")
        .doesNotContain("DOKPLOY_CACHE_DIR");
    assertThat(shipped.versions()).isEmpty();
    assertThat(shipped.leftovers()).isEmpty();
  }

  /** DevPod keeps one file in its cache, and copies it to where each provider has its programs. */
  @Test
  void the_file_that_DevPod_keeps_works_wherever_and_however_often_it_is_copied() throws Exception {
    Path first = temp.resolve("contexts/default/providers/dokploy/binaries/dokploy_provider/p");
    Path second = temp.resolve("contexts/a second/providers/dokploy/binaries/dokploy_provider/p");
    for (String version : List.of("1.0.0", "1.1.0")) {
      shipped.release(version);
      for (Path copy : List.of(first, second, first)) {
        Files.createDirectories(copy.resolveSibling(""));
        Files.deleteIfExists(copy);
        Files.copy(shipped.file(), copy, StandardCopyOption.COPY_ATTRIBUTES);
        ShippedFile copied = new ShippedFile(temp, copy);
        assertThat(copied.call("dash", "init").stdout()).isEqualTo(version + ": init\n");
      }
    }
    assertThat(shipped.leftovers()).isEmpty();
  }

  @Test
  void an_old_version_is_removed_when_its_file_was_replaced() throws Exception {
    shipped.call("dash", "version");
    Path old = shipped.versions().getFirst();
    shipped.release("1.1.0");
    assertThat(shipped.call("dash", "version").stdout()).isEqualTo("1.1.0: version\n");
    assertThat(old).doesNotExist();
    assertThat(shipped.versions()).hasSize(1);
    assertThat(shipped.leftovers()).isEmpty();
  }

  @Test
  void an_old_version_stays_while_another_file_of_it_is_there() throws Exception {
    Path second = temp.resolve("in another context");
    Files.copy(shipped.file(), second, StandardCopyOption.COPY_ATTRIBUTES);
    ShippedFile other = new ShippedFile(temp, second);
    assertThat(other.call("dash", "version").stdout()).isEqualTo("1.0.0: version\n");
    Path old = shipped.versions().getFirst();
    shipped.call("dash", "version");

    shipped.release("1.1.0");
    shipped.call("dash", "version");
    assertThat(old).isDirectory();

    Files.delete(second);
    shipped.release("1.2.0");
    shipped.call("dash", "version");
    assertThat(old).doesNotExist();
    assertThat(shipped.versions()).hasSize(1);
  }

  @Test
  void an_old_version_stays_while_something_runs_from_it() throws Exception {
    shipped.call("dash", "version");
    Path old = shipped.versions().getFirst();
    // A program, as Java is one: a script would be seen as its shell.
    Path program = old.resolve("runtime/bin/sleep");
    Files.copy(sleep(), program, StandardCopyOption.COPY_ATTRIBUTES);
    Process runs = new ProcessBuilder(program.toString(), "600").start();
    try {
      shipped.release("1.1.0");
      assertThat(shipped.call("dash", "version").stdout()).isEqualTo("1.1.0: version\n");
      assertThat(old).isDirectory();
    } finally {
      runs.destroyForcibly();
    }
    assertThat(runs.waitFor(1, TimeUnit.MINUTES)).isTrue();
    shipped.release("1.2.0");
    shipped.call("dash", "version");
    assertThat(old).doesNotExist();
  }

  /** A program that is one file; busybox' would look at its name. */
  private static Path sleep() {
    try {
      return Path.of("/bin/sleep").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_a_killed_call_left_is_removed() throws Exception {
    Files.createDirectories(shipped.cache().resolve(".part-999999999/runtime"));
    Path lock = shipped.cache().resolve(".lock-1.0.0-stale");
    shipped.call("dash", "version");
    String id = shipped.versions().getFirst().getFileName().toString().substring(8);
    Files.move(shipped.versions().getFirst(), shipped.cache().resolve(".old-999999998"));
    Files.writeString(shipped.cache().resolve(".lock-" + id), "999999997\n");
    assertThat(shipped.call("dash", "version").stdout()).isEqualTo("1.0.0: version\n");
    assertThat(shipped.versions()).hasSize(1);
    assertThat(shipped.leftovers()).isEmpty();
    assertThat(lock).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh", "zsh", "mksh"})
  void the_AOT_cache_is_made_in_the_background_and_again_when_it_is_damaged(String shell)
      throws Exception {
    shipped.set("DOKPLOY_SERVER_URL", "https://dokploy.example.test");
    assertThat(shipped.call(shell, "init").stdout())
        .isIn("1.0.0: init\n", "1.0.0: init with cache\n");
    Path cache = shipped.versions().getFirst().resolve("runtime.aot");
    for (String damage : List.of("", "cac", "other", "cachE\n")) {
      awaitCache(cache);
      assertThat(shipped.call(shell, "status").stdout()).isEqualTo(WITH_CACHE);
      var outcome = new Outcome(0, WITH_CACHE, "");
      // An earlier call that is late may just have made it again.
      for (int i = 0; i < 3 && outcome.stdout().equals(WITH_CACHE); i++) {
        Files.writeString(cache, damage);
        outcome = shipped.call(shell, "status");
      }
      assertThat(outcome).isEqualTo(new Outcome(0, "1.0.0: status\n", shipped.file() + "\n"));
    }
    awaitCache(cache);
  }

  /** Until it is there whole: what makes it removes its own folder last. */
  private void awaitCache(Path cache) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!Files.exists(cache) || Files.exists(cache.resolveSibling("training.1"))) {
      assertThat(System.nanoTime()).as("the AOT cache is made").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
