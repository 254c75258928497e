package dev.dokployprovider.e2e.support;

import dev.dokployprovider.emulator.CommandLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where an emulator runs. */
sealed interface EmulatorHost {
  String url();

  /** Ends the emulator, which then removes all that it made. */
  void end();

  /** In the process of the tests. */
  record Inside(dev.dokployprovider.emulator.Emulator emulator) implements EmulatorHost {
    static Inside start(List<String> arguments) {
      try {
        return new Inside(
            dev.dokployprovider.emulator.Emulator.start(CommandLine.parse(arguments)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String url() {
      return emulator.url().toString();
    }

    @Override
    public void end() {
      try {
        emulator.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The program that was built, in a process of its own. */
  record Program(Process process, String url) implements EmulatorHost {
    private static final String READY = "Listening on ";
    private static final int SECONDS_TO_END = 120;

    static Program start(Map<String, String> environment, List<String> arguments, Path folder) {
      var command = new ArrayList<>(List.of(Programs.emulator().toString()));
      command.addAll(arguments);
      Path log = folder.resolveSibling("emulator.log");
      try {
        Files.createDirectories(folder);
        var builder =
            new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        var process = builder.start();
        var out =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith(READY)) {
          throw new IllegalStateException("the emulator did not start: " + Files.readString(log));
        }
        return new Program(process, line.substring(READY.length()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void kill() {
      process.destroyForcibly();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void end() {
      process.destroy();
      try {
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("the emulator did not end within two minutes");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
