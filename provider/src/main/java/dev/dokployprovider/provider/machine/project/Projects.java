package dev.dokployprovider.provider.machine.project;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.FolderLock;
import dev.dokployprovider.provider.machine.folder.ProjectMemory;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * The projects of the configured name. Names are not unique in Dokploy and nothing is idempotent
 * (docs/reference/dokploy.md §2.1), so two first creates at once make two. Afterwards each looks
 * again, all choose the same one, and the run that made another removes it while nothing was ever
 * put in it.
 */
public final class Projects {
  /**
   * Until an empty project of another create is believed: that one may be about to remove it.
   * Longer than its maker waits, whose {@link #moment} is no longer than this.
   */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final Duration SHORTEST_MOMENT = Duration.ofMillis(50);

  /** A project without services that is younger may be about to be removed by its maker. */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  private final MachineContext context;
  private final ProjectMemory memory;

  public Projects(MachineContext context) {
    this.context = context;
    this.memory =
        new ProjectMemory(
            context.dataFolder(), context.options().server(), context.options().project());
  }

  /** Those that are remembered where one of them is still there, else those that a search finds. */
  public List<Project> find() {
    var remembered =
        memory.ids().stream()
            .flatMap(id -> context.dokploy().projects().find(id).stream())
            .filter(project -> project.name().equals(context.options().project()))
            .toList();
    if (!remembered.isEmpty()) {
      return remembered;
    }
    var found = search();
    if (found.stream().noneMatch(this::mayBeRemoved)) {
      memory.remember(found.stream().map(Project::id).toList());
    }
    return found;
  }

  /** All of them, as they are now. */
  public List<Project> search() {
    return context.dokploy().projects().named(context.options().project());
  }

  /**
   * Where a new service goes: an environment of the one project that everybody chooses, which is
   * made where there is none.
   *
   * @param known the projects, as they were a moment ago
   */
  public Environment environment(List<Project> known) {
    var project = chosen(known).flatMap(this::settled).orElseGet(this::makeAlone);
    memory.remember(project.id());
    return project
        .defaultEnvironment()
        .orElseThrow(() ->
            new ProblemException(
                new Problem.ProjectUnusable(project.name(), "It has no environment.")));
  }

  /** One that is in use before an empty one, then the oldest. */
  static Optional<Project> chosen(List<Project> projects) {
    return projects.stream()
        .filter(project -> project.defaultEnvironment().isPresent())
        .min(Projects::byUse);
  }

  private static int byUse(Project one, Project other) {
    int order = Boolean.compare(one.isEmpty(), other.isEmpty());
    if (order == 0) {
      order = one.createdAt().compareTo(other.createdAt());
    }
    return order != 0 ? order : one.id().compareTo(other.id());
  }

  /** What is remembered was chosen before. */
  private Optional<Project> settled(Project project) {
    if (memory.ids().contains(project.id()) || !mayBeRemoved(project)) {
      return Optional.of(project);
    }
    context.time().pass(MOMENT);
    return chosen(search());
  }

  /** By another create that made it. A wrong clock costs a moment, or the care of that moment. */
  private boolean mayBeRemoved(Project project) {
    try {
      var age = Duration.between(Instant.parse(project.createdAt()), context.time().now());
      return project.isEmpty() && age.abs().compareTo(YOUNG) < 0;
    } catch (DateTimeParseException untold) {
      return false;
    }
  }

  /** Whether it is known that a create of this user's made the project. */
  public boolean isMade(Project project) {
    return memory.isMade(project.id());
  }

  /** A user's own creates need not undo what each other made: the first makes it for all. */
  private Project makeAlone() {
    try (var _ = turn()) {
      var madeMeanwhile = memory.ids().isEmpty() ? Optional.<Project>empty() : chosen(find());
      var project = madeMeanwhile.orElseGet(this::make);
      memory.remember(project.id());
      return project;
    }
  }

  private FolderLock turn() {
    return memory
        .tryLock()
        .orElseGet(() -> {
          context
              .progress()
              .working("service", "Waiting for another run that is making the project");
          return memory.lock(context.options().createTimeout(), context.time());
        });
  }

  private Project make() {
    long begin = context.time().nanos();
    var mine = create();
    context.time().pass(moment(Duration.ofNanos(context.time().nanos() - begin)));
    var all = search();
    var chosen = chosen(all).or(() -> mine).orElseThrow(this::vanished);
    mine.filter(project -> !project.id().equals(chosen.id()))
        .filter(project -> isStillEmpty(project, all))
        .ifPresent(this::removeAgain);
    return chosen;
  }

  /**
   * Until a row that is older than this run's is seen, if there is one. It has its time from within
   * the call that makes it, so it is there when such a call has ended; this run's own tells how
   * long that takes on this server now.
   *
   * @param call how long this run's took
   */
  static Duration moment(Duration call) {
    var twice = call.multipliedBy(2);
    var least = twice.compareTo(SHORTEST_MOMENT) < 0 ? SHORTEST_MOMENT : twice;
    return least.compareTo(MOMENT) < 0 ? least : MOMENT;
  }

  /** Empty where the answer was lost: then it is not known which project is this run's. */
  private Optional<Project> create() {
    return WriteRecovery.settled(
        context.time(),
        () -> {
          var made = context.dokploy().projects().create(context.options().project());
          memory.rememberMade(made.id());
          return Optional.of(made);
        },
        () -> search().isEmpty() ? Optional.empty() : Optional.of(Optional.empty()));
  }

  private static boolean isStillEmpty(Project mine, List<Project> all) {
    return all.stream().anyMatch(project -> project.id().equals(mine.id()) && project.isEmpty());
  }

  /** Where that may not be, an empty project too many is the lesser evil. */
  private void removeAgain(Project project) {
    try {
      context.dokploy().projects().remove(project.id());
    } catch (DokployException e) {
      context
          .progress()
          .working("service", "Another create made the project too; this one stays, empty");
    }
  }

  private ProblemException vanished() {
    return new ProblemException(
        new Problem.ProjectUnusable(
            context.options().project(), "It was made a moment ago and is not there any more."));
  }
}
