package dev.dokployprovider.provider.recipe.model;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a machine may use of its server. What is empty has no limit of its own.
 *
 * @param cpus a decimal number of processors, such as {@code 1.5}
 * @param memory a size in bytes with a unit: {@code 512m}, {@code 4g}, {@code 4gb}
 * @param pids processes and threads at once
 * @param shm the size of /dev/shm, as memory
 * @param disk what lies outside of its volumes, as memory; few servers can limit it
 * @param gpus the GPUs it gets
 */
public record Limits(
    Optional<String> cpus,
    Optional<String> memory,
    OptionalInt pids,
    Optional<String> shm,
    Optional<String> disk,
    Optional<Gpus> gpus) {
  private static final Pattern CPUS = Pattern.compile("\\d{1,4}(\\.\\d{1,3})?");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(b|kb?|mb?|gb?)");
  private static final long MEBIBYTE = 1024 * 1024;

  public Limits {
    memory = memory.map(Limits::plain);
    shm = shm.map(Limits::plain);
    disk = disk.map(Limits::plain);
    cpus.ifPresent(Limits::checkCpus);
    memory.ifPresent(size -> checkSize(SpecField.MEMORY, size, 256 * MEBIBYTE));
    shm.ifPresent(size -> checkSize(SpecField.SHM, size, MEBIBYTE));
    disk.ifPresent(size -> checkSize(SpecField.DISK, size, 1024 * MEBIBYTE));
    if (pids.isPresent() && (pids.getAsInt() < 100 || pids.getAsInt() > 4_194_304)) {
      throw new InvalidSpecException(
          SpecField.PIDS, "a machine needs 100 processes, and Linux has no more than 4194304");
    }
  }

  /** Nothing is limited. */
  public static Limits none() {
    return new Limits(
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Limits withCpus(String cpus) {
    return new Limits(Optional.of(cpus), memory, pids, shm, disk, gpus);
  }

  public Limits withMemory(String memory) {
    return new Limits(cpus, Optional.of(memory), pids, shm, disk, gpus);
  }

  public Limits withPids(int pids) {
    return new Limits(cpus, memory, OptionalInt.of(pids), shm, disk, gpus);
  }

  public Limits withShm(String shm) {
    return new Limits(cpus, memory, pids, Optional.of(shm), disk, gpus);
  }

  public Limits withDisk(String disk) {
    return new Limits(cpus, memory, pids, shm, Optional.of(disk), gpus);
  }

  public Limits withGpus(Gpus gpus) {
    return new Limits(cpus, memory, pids, shm, disk, Optional.of(gpus));
  }

  /** The limit of the memory in bytes. */
  public OptionalLong memoryBytes() {
    return memory
        .map(size -> OptionalLong.of(bytes(SpecField.MEMORY, size, 0)))
        .orElseGet(OptionalLong::empty);
  }

  private static String plain(String size) {
    return size.toLowerCase(Locale.ROOT);
  }

  private static void checkCpus(String text) {
    if (!CPUS.matcher(text).matches()
        || new BigDecimal(text).compareTo(new BigDecimal("0.1")) < 0) {
      throw new InvalidSpecException(
          SpecField.CPUS, "\"" + text + "\" is not a number of processors such as 2 or 1.5");
    }
  }

  private static void checkSize(SpecField field, String text, long least) {
    var _ = bytes(field, text, least);
  }

  /**
   * A size in bytes.
   *
   * @throws InvalidSpecException if the text is none, or less than {@code least}
   */
  static long bytes(SpecField field, String text, long least) {
    Matcher matcher = SIZE.matcher(plain(text));
    if (!matcher.matches()) {
      throw new InvalidSpecException(
          field, "\"" + text + "\" is not a size with a unit, such as 512m or 4g");
    }
    long unit =
        switch (matcher.group(2).charAt(0)) {
          case 'k' -> 1024;
          case 'm' -> MEBIBYTE;
          case 'g' -> 1024 * MEBIBYTE;
          default -> 1;
        };
    long number = Long.parseLong(matcher.group(1));
    if (number > Long.MAX_VALUE / unit || number * unit < least) {
      throw new InvalidSpecException(
          field, "\"" + text + "\" is not between " + least / MEBIBYTE + "m and what Docker takes");
    }
    return number * unit;
  }
}
