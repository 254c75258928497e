package dev.dokployprovider.emulator.engine;

import java.time.Duration;

/** Times as {@code docker ps} tells them. */
final class Durations {
  private Durations() {}

  /** "Less than a second", "1 second", "5 minutes", "About an hour", "3 days". */
  static String forPeople(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 1) {
      return "Less than a second";
    }
    if (seconds == 1) {
      return "1 second";
    }
    if (seconds < 60) {
      return seconds + " seconds";
    }
    long minutes = duration.toMinutes();
    if (minutes == 1) {
      return "About a minute";
    }
    if (minutes < 60) {
      return minutes + " minutes";
    }
    long hours = Math.round(duration.toMinutes() / 60.0);
    if (hours == 1) {
      return "About an hour";
    }
    return hours < 48 ? hours + " hours" : hours / 24 + " days";
  }
}
