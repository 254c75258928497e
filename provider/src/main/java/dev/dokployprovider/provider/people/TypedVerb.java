package dev.dokployprovider.provider.people;

/** A verb whose command line was understood. */
interface TypedVerb {

  /**
   * Does it.
   *
   * @return the exit code
   */
  int run();
}
