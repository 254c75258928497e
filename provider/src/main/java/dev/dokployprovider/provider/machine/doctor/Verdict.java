package dev.dokployprovider.provider.machine.doctor;

/** How a check ended. */
public enum Verdict {
  OK,
  /** It works, and may not for long or not for everything. */
  WARNING,
  FAILED,
  /** It was not looked at. */
  SKIPPED
}
