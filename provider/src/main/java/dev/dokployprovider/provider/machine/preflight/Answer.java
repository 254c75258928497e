package dev.dokployprovider.provider.machine.preflight;

/** What a probe has found out. Only what is sure keeps a machine from being made. */
public sealed interface Answer {

  /** As far as it can be seen from here, it will do. */
  record Good() implements Answer {}

  /** It can't work: waiting would not help. */
  record Bad(String why) implements Answer {}

  /** It may work: a time-out, a firewall, words that are not known. */
  record Unsure(String why) implements Answer {}
}
