package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is wrong with a world after all is done; nothing, if it is as if nothing had happened. */
final class Outcome {
  private static final String KEPT_FOR_THE_USER =
      "data/(owner-id(\\.lock)?|logs/[\\w-]+\\.log|projects/(lock|[0-9a-f]{16}|\\w+\\.made))";

  private static final Pattern NOTED = Pattern.compile("file data/images/\\S+");
  private static final Pattern IMAGE = Pattern.compile("in Docker: devpod-[\\w-]+-machine");

  private Outcome() {}

  /** Of a machine that must be up, once. */
  static List<String> up(World world, World.Computer computer, String machine) {
    var wrong = once(world, computer, machine);
    check(wrong, computer.status(machine) instanceof Condition.Running, "it is not running");
    return wrong;
  }

  /** Of a machine that must be stopped, and there once. */
  static List<String> stopped(World world, World.Computer computer, String machine) {
    var wrong = once(world, computer, machine);
    check(wrong, computer.status(machine) instanceof Condition.Ended, "it is not stopped");
    return wrong;
  }

  private static List<String> once(World world, World.Computer computer, String machine) {
    var wrong = new ArrayList<String>();
    var services = world.server().services();
    check(wrong, services.size() == 1, "services: " + services.size());
    check(wrong, world.server().projectNames().size() == 1, "more than one project");
    check(wrong, world.server().docker().containers().size() == 1, "not one container");
    check(wrong, computer.unfinished().isEmpty(), "an entry in the register");
    var record = new MachineFolder(computer.folderOf(machine)).record();
    check(
        wrong,
        record.isPresent() && world.server().docker().recipes().contains(record.get().recipe()),
        "the record does not say what runs: " + record.map(MachineRecord::recipe));
    return wrong;
  }

  /** Of a machine that must be gone, with all that was made for it. */
  static List<String> gone(World world, World.Computer computer) {
    var wrong = new ArrayList<String>();
    wrong.addAll(onServer(world));
    computer.files().stream()
        .filter(file -> !file.matches(KEPT_FOR_THE_USER))
        .forEach(file -> wrong.add("file " + file));
    return wrong;
  }

  /**
   * Without what stays where a delete could do all but remove the image: it, and the note of it, of
   * which the user was told and which "prune" reads.
   */
  static List<String> butNotedImage(List<String> wrong) {
    return wrong.stream().anyMatch(NOTED.asMatchPredicate())
        ? wrong.stream()
            .filter(NOTED.asMatchPredicate().or(IMAGE.asMatchPredicate()).negate())
            .toList()
        : wrong;
  }

  /** The same of the server alone, once all that it was still doing has ended. */
  static List<String> onServer(World world) {
    world.time().pass(Duration.ofHours(1));
    var wrong = new ArrayList<String>();
    world.server().services().forEach(one -> wrong.add("service " + one.composeId()));
    world.server().docker().inventory().forEach(one -> wrong.add("in Docker: " + one));
    check(wrong, world.server().projectNames().size() <= 1, "more than one project");
    return wrong;
  }

  private static void check(List<String> wrong, boolean right, String otherwise) {
    if (!right) {
      wrong.add(otherwise);
    }
  }
}
