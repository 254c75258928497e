package dev.dokployprovider.provider.recipe.model;

/** When Docker starts the machine again by itself, as compose calls it. */
public enum RestartPolicy {
  /** After a crash. What ends well, as by idleness or with its Docker, stays stopped. */
  ON_FAILURE("on-failure"),
  /** Always, and with its server, unless somebody has stopped it through Docker. */
  UNLESS_STOPPED("unless-stopped");

  private final String word;

  RestartPolicy(String word) {
    this.word = word;
  }

  /** The name in options and in the compose file. */
  public String word() {
    return word;
  }
}
