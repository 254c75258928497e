package dev.dokployprovider.provider.cli;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.dokploy.json.JsonException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out which client calls: by its variables (docs/reference/devpod.md §2.1), and for `init`,
 * which gets the options and nothing else (§8), by the processes that this one was started by.
 *
 * @param ancestors the command lines of those processes, the nearest first
 */
record CallingClient(Map<String, String> environment, List<String> args, List<String> ancestors) {
  /** Where clients put a program that they have downloaded. */
  private static final Pattern DOWNLOADED =
      Pattern.compile(".*[/\\\\]providers[/\\\\]([a-z0-9-]+)[/\\\\]binaries[/\\\\].*");

  private static final Pattern PROGRAM = Pattern.compile("(?:.*[/\\\\])?(devpod|devsy)[^/\\\\ ]*");
  private static final int GENERATIONS = 4;

  static CallingClient of(Map<String, String> environment, List<String> args) {
    var ancestors =
        Stream.iterate(
                ProcessHandle.current().parent(),
                Optional::isPresent,
                one -> one.flatMap(ProcessHandle::parent))
            .limit(GENERATIONS)
            .flatMap(Optional::stream)
            .map(CallingClient::commandLine)
            .toList();
    return new CallingClient(environment, args, ancestors);
  }

  /** Without its options' values, which may be secrets. */
  private static String commandLine(ProcessHandle process) {
    var words = process.info().arguments().stream().flatMap(Stream::of);
    return Stream.concat(process.info().command().stream(), words.limit(2))
        .reduce((all, word) -> all + "\n" + word)
        .orElse("");
  }

  Client client() {
    return new Client(isDevsy(), isAdding(), provider(), context(), workspace());
  }

  private boolean isDevsy() {
    if (environment.containsKey("DEVPOD") || environment.containsKey("DEVSY")) {
      return !environment.containsKey("DEVPOD");
    }
    return programs().map(words -> words[0]).findFirst().filter("devsy"::equals).isPresent();
  }

  private boolean isAdding() {
    return programs().anyMatch(words -> words.length == 3 && words[2].equals("add"));
  }

  /** The clients among the ancestors: their names, and the first two words they were given. */
  private Stream<String[]> programs() {
    return ancestors.stream()
        .map(line -> line.split("\n", -1))
        .filter(words -> PROGRAM.matcher(words[0]).matches())
        .map(words -> {
          words[0] = PROGRAM.matcher(words[0]).replaceFirst("$1");
          return words;
        });
  }

  private String provider() {
    Matcher downloaded = DOWNLOADED.matcher(environment.getOrDefault("DOKPLOY_PROVIDER", ""));
    return Stream.of(
            environment.getOrDefault("PROVIDER_ID", ""),
            downloaded.matches() ? downloaded.group(1) : "",
            args.size() == 2 && args.getFirst().equals("init") ? args.get(1) : "")
        .filter(Client::isName)
        .findFirst()
        .orElse("dokploy");
  }

  private Optional<String> context() {
    return Stream.of("MACHINE_CONTEXT", "PROVIDER_CONTEXT")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(Client::isName)
        .findFirst()
        .filter(name -> !name.equals("default"));
  }

  /** Named by `command` only; of the others, DevPod's own files know it. */
  private Optional<String> workspace() {
    return Optional.ofNullable(environment.get("WORKSPACE_ID"))
        .or(this::workspaceOfMachine)
        .filter(Client::isName);
  }

  private Optional<String> workspaceOfMachine() {
    String machine = environment.getOrDefault("MACHINE_ID", "");
    Path context = path("MACHINE_FOLDER").resolve("../..").normalize();
    if (!context.isAbsolute()) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(context.resolve("workspaces"))) {
      for (Path folder : folders) {
        if (isFor(machine, folder.resolve("workspace.json"))) {
          return Optional.of(String.valueOf(folder.getFileName()));
        }
      }
    } catch (IOException e) {
      // It only makes a text better.
    }
    return Optional.empty();
  }

  private static boolean isFor(String machine, Path file) throws IOException {
    try {
      return Files.exists(file)
          && Json.parse(Files.readString(file))
              .get("machine")
              .get("machineId")
              .text()
              .filter(machine::equals)
              .isPresent();
    } catch (JsonException e) {
      return false;
    }
  }

  private Path path(String name) {
    try {
      return Path.of(environment.getOrDefault(name, ""));
    } catch (InvalidPathException e) {
      return Path.of("");
    }
  }
}
