package dev.dokployprovider.provider.machine.reach;

/** What a machine is looked for. */
public enum Purpose {
  /** It was just deployed or started: without a container yet, it is waited for. */
  START,
  /** It is to be used: a stopped one is none. */
  USE
}
