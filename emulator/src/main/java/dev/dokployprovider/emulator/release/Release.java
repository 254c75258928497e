package dev.dokployprovider.emulator.release;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A release of Dokploy and what it does differently (docs/reference/dokploy.md §0,
 * docs/reference/dokploy.md §6.10's table). Nothing else in the emulator compares versions.
 */
public record Release(int major, int minor, int patch) implements Comparable<Release> {
  private static final Pattern FORM = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  public static final Release OLDEST = new Release(0, 22, 7);
  public static final Release NEWEST = new Release(0, 30, 2);

  /** The last release of each line. */
  private static final List<Release> LINES =
      List.of(
          OLDEST,
          new Release(0, 23, 7),
          new Release(0, 24, 12),
          new Release(0, 25, 11),
          new Release(0, 26, 7),
          new Release(0, 27, 1),
          new Release(0, 28, 8),
          new Release(0, 29, 14),
          NEWEST);

  /**
   * Reads {@code 0.30.2} or {@code v0.30.2}, or {@code 0.30} for the last release of that line;
   * empty when the text is no version.
   */
  public static Optional<Release> parse(String text) {
    var line =
        LINES.stream()
            .filter(last -> text.strip().matches("v?" + last.major + "\\." + last.minor))
            .findFirst();
    if (line.isPresent()) {
      return line;
    }
    var form = FORM.matcher(text.strip());
    return form.matches()
        ? Optional.of(
            new Release(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3))))
        : Optional.empty();
  }

  public boolean isAtLeast(int major, int minor, int patch) {
    return compareTo(new Release(major, minor, patch)) >= 0;
  }

  private boolean from(int minor, int patch) {
    return isAtLeast(0, minor, patch);
  }

  /** Projects have environments, and services belong to an environment. */
  public boolean hasEnvironments() {
    return from(25, 0);
  }

  /** Errors carry {@code data}, texts are zod 4's, and a POST needs the JSON content type. */
  public boolean isTrpc11() {
    return from(28, 0);
  }

  /** {@code deploy} answers with JSON; before, with an empty body. */
  public boolean deployAnswers() {
    return from(25, 7);
  }

  public boolean deployAnswersWithId() {
    return from(26, 4);
  }

  /** The title and description that a caller gives are taken into the deployment. */
  public boolean takesDeploymentTitle() {
    return from(25, 0);
  }

  public boolean deletesWithDetails() {
    return from(25, 0);
  }

  /** docker.* looks for the server that it is given, and does not find one that is gone. */
  public boolean looksForDockersServer() {
    return from(23, 7);
  }

  /** Failed commands are named "Command execution failed: ...". */
  public boolean wrapsCommandErrors() {
    return from(25, 7);
  }

  /** The compose file is always parsed and written again. */
  public boolean rewritesComposeFile() {
    return from(28, 2);
  }

  /** The rewritten file gets the external network dokploy-network at its root. */
  public boolean addsRootNetwork() {
    return rewritesComposeFile() && !from(29, 14);
  }

  public boolean quotesEnvFile() {
    return from(30, 0);
  }

  public boolean writesProjectNameToEnvFile() {
    return from(29, 0);
  }

  /** One release pulled every image, also those that only this host has. */
  public boolean pullsAlways() {
    return equals(new Release(0, 27, 0));
  }

  /** The DOCKER_CONFIG that the .env file gets when the user names none. */
  public String dockerConfig() {
    return from(23, 5) ? "/root/.docker" : "/root/.docker/config.json";
  }

  /** Docker runs without Dokploy's own environment. */
  public boolean clearsEnvironment() {
    return from(25, 9);
  }

  /** A server that the caller may not use is refused before the database is asked. */
  public boolean checksServerAccess() {
    return from(29, 0);
  }

  public boolean updateOfMissingIsEmpty() {
    return from(28, 0);
  }

  /** project.all lists services with three columns only. */
  public boolean slimProjectList() {
    return from(28, 3);
  }

  /** project.one and environment.byProjectId list services with eight columns only. */
  public boolean slimEnvironments() {
    return from(29, 14);
  }

  public boolean hasDefaultEnvironmentMark() {
    return from(26, 1);
  }

  /** An environment with services in it is not removed. */
  public boolean keepsUsedEnvironments() {
    return from(27, 1);
  }

  /** docker.restartContainer says what went wrong; before, it answers as if nothing had. */
  public boolean restartTellsFailure() {
    return from(29, 0);
  }

  /** A row of an API key names its configuration. */
  public boolean keysHaveConfiguration() {
    return from(28, 8);
  }

  /** user.get shows few of a user's columns, and of its API keys. */
  public boolean slimUsers() {
    return from(29, 9);
  }

  /** Projects have tags, and libsql is a kind of service. */
  public boolean hasTags() {
    return from(29, 0);
  }

  /** Roles with resources: {@code docker:read}, {@code service:create} and so on. */
  public boolean hasPermissionModel() {
    return from(28, 7);
  }

  public boolean refusesServersToMembers() {
    return from(29, 7);
  }

  public boolean hidesHostKeys() {
    return from(29, 13);
  }

  public boolean containerRowsHaveStatus() {
    return from(27, 0);
  }

  public boolean serverIpIsNeverNull() {
    return from(26, 3);
  }

  public boolean healthIsOk() {
    return from(28, 0);
  }

  /** Nightly cleanup spares volumes. */
  public boolean cleanupSparesVolumes() {
    return from(23, 0);
  }

  /** compose.search shows a caller only services of its own access list, owners too. */
  public boolean searchForgetsOwners() {
    return from(28, 7);
  }

  /** The queue lives in memory: one for each server, and its waiting jobs die with the process. */
  public boolean queueIsInMemory() {
    return from(29, 9);
  }

  public boolean deleteDropsWaitingJobs() {
    return from(29, 9);
  }

  /** Deployments that were running when Dokploy ended are cancelled when it starts. */
  public boolean cancelsAtStart() {
    return from(25, 4);
  }

  public boolean resetsServicesAtStart() {
    return from(29, 9);
  }

  /** What is done about old logs on a remote server is outside the error handling. */
  public boolean hangsOnLostServerWithOldLogs() {
    return from(28, 5);
  }

  /** A failed deployment's end is written over SSH too, so a lost server hides it. */
  public boolean reportsFailureOverSsh() {
    return from(25, 11);
  }

  public boolean spellsOccurred() {
    return from(29, 0);
  }

  @Override
  public int compareTo(Release other) {
    int byMajor = Integer.compare(major, other.major);
    int byMinor = Integer.compare(minor, other.minor);
    return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
