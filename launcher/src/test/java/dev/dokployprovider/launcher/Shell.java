package dev.dokployprovider.launcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The shells that may be {@code /bin/sh} where the launcher runs. */
enum Shell {
  DASH("dash"),
  BASH("bash"),
  BUSYBOX("busybox sh"),
  ZSH("zsh"),
  MKSH("mksh");

  private final String command;

  Shell(String command) {
    this.command = command;
  }

  /** Those that this run tests: all, or what the property {@code launcher.shells} names. */
  static List<Shell> tested() {
    var named = List.of(System.getProperty("launcher.shells", "").split(",", -1));
    return Stream.of(values())
        .filter(shell -> named.contains("") || named.contains(shell.program()))
        .toList();
  }

  private String program() {
    return command.split(" ", -1)[0];
  }

  /** The words that start it; skips the test where there is no such shell. */
  List<String> words() {
    List<String> words = List.of(command.split(" ", -1));
    assumeTrue(isHere(words.getFirst()), "skipped: there is no " + words.getFirst() + " here");
    return words;
  }

  /** It as the first line of a script names it. */
  String interpreter() {
    List<String> words = words();
    String rest = String.join(" ", words.subList(1, words.size()));
    return (find(words.getFirst()).orElseThrow() + " " + rest).strip();
  }

  static boolean isHere(String program) {
    return find(program).isPresent();
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
