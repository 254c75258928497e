package dev.dokployprovider.emulator.api;

import java.util.regex.Pattern;

/**
 * The release that is emulated: the one place that says what differs (dokploy-api.md §0).
 *
 * @param text as in 0.30.2
 */
public record Release(String text, int minor, int patch) {
  private static final Pattern FORM = Pattern.compile("v?0\\.(\\d{1,3})\\.(\\d{1,3})");

  /**
   * Reads a release.
   *
   * @throws IllegalArgumentException where the text is none that can be emulated
   */
  public static Release parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a version of Dokploy is written as 0.30.2");
    }
    var release =
        new Release(
            "0." + matcher.group(1) + "." + matcher.group(2),
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)));
    if (!release.since(22, 7)) {
      throw new IllegalArgumentException("the oldest release that is emulated is 0.22.7");
    }
    return release;
  }

  private boolean since(int otherMinor, int otherPatch) {
    return minor > otherMinor || (minor == otherMinor && patch >= otherPatch);
  }

  boolean hasEnvironments() {
    return since(25, 0);
  }

  boolean hasIsolatedVolumes() {
    return since(24, 0);
  }

  boolean hasProjectTags() {
    return since(29, 0);
  }

  boolean hasDefaultEnvironmentFlag() {
    return since(26, 1);
  }

  boolean answersDeploy() {
    return since(25, 7);
  }

  boolean answersDeployWithId() {
    return since(26, 4);
  }

  boolean checksAppName() {
    return since(26, 7);
  }

  boolean checksContainerId() {
    return since(23, 7);
  }

  boolean listsContainerStatus() {
    return since(27, 0);
  }

  /** trpc 11 and zod 4: another error body, other texts, 415. */
  boolean isZod4() {
    return since(28, 0);
  }

  boolean rewritesComposeFiles() {
    return since(28, 2);
  }

  boolean listsProjectsSlim() {
    return since(28, 3);
  }

  boolean hasQueueList() {
    return since(28, 3);
  }

  boolean checksPermissions() {
    return since(28, 7);
  }

  boolean readsLogsOverRest() {
    return since(29, 5);
  }

  boolean listsEnvironmentsSlim() {
    return since(29, 14);
  }

  boolean takesSourceTypeOnCreate() {
    return since(30, 0);
  }

  /** "cancelled" after a restart in the middle of a deployment. */
  boolean cancelsAtStart() {
    return since(25, 4);
  }

  boolean resetsStatusAtStart() {
    return since(29, 9);
  }
}
