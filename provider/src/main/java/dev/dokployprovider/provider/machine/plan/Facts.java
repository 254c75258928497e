package dev.dokployprovider.provider.machine.plan;

/**
 * What is known of a machine when it is decided what to do with it. What costs a call or may print
 * something is looked at only when {@link Plan#of} asks for it.
 *
 * @param wish what the caller wants
 * @param found what Dokploy has of the machine
 * @param here what this folder knows of it
 * @param options how the options differ from what was deployed
 * @param containers what Docker has of it
 * @param start what came of starting it as it is
 */
public record Facts(
    Wish wish, Found found, Here here, Options options, Containers containers, Start start) {

  /** Before anything was looked at. */
  public static Facts of(Wish wish, Found found, Here here) {
    return new Facts(wish, found, here, Options.UNSEEN, Containers.UNSEEN, Start.UNTRIED);
  }

  public Facts with(Found found) {
    return new Facts(wish, found, here, options, containers, start);
  }

  public Facts with(Options options) {
    return new Facts(wish, found, here, options, containers, start);
  }

  public Facts with(Containers containers) {
    return new Facts(wish, found, here, options, containers, start);
  }

  public Facts with(Start start) {
    return new Facts(wish, found, here, options, containers, start);
  }

  /** What the caller wants. */
  public enum Wish {
    /** A machine that can be used, made if it is not there. A running one is left as it is. */
    CREATE,
    /** The machine that is there, as the options ask for it now. */
    START
  }

  /** What Dokploy has of a machine. */
  public enum Found {
    NOTHING,
    /** A service of this owner. */
    SERVICE,
    /** A service that a killed create has begun from here. */
    BEGUN,
    /** A service that another folder deployed while this run waited for it. */
    JUST_MADE_ELSEWHERE,
    /** A service that another folder of the owner has deployed since this one did. */
    TAKEN_OVER
  }

  /** What this folder knows of a machine. */
  public enum Here {
    /** Nothing, or not its keys. */
    NOTHING,
    /** A deployment from here was not seen to end. */
    UNFINISHED,
    /** Its keys; what was deployed last is not known. */
    RECIPE_UNKNOWN,
    /** Its keys and what was deployed last. */
    DEPLOYED
  }

  /** How the options differ from what was deployed. */
  public enum Options {
    UNSEEN,
    /** Not at all, or they can't be read: that is no reason to recreate a machine. */
    SAME,
    CHANGED
  }

  /** What Docker has of a machine. */
  public enum Containers {
    UNSEEN,
    NONE,
    /** None that was ever started. */
    NEVER_STARTED,
    STOPPED,
    /** Its processes are halted, as by {@code docker pause}. Docker does not start it. */
    PAUSED,
    RUNNING
  }

  /** What came of starting a machine as it is. */
  public enum Start {
    UNTRIED,
    /** Dokploy has nothing that it could start. */
    NEVER_DEPLOYED,
    /** The network that its container is on was removed. */
    NETWORK_GONE
  }
}
