package dev.dokployprovider.provider.machine.plan;

import dev.dokployprovider.provider.machine.plan.Facts.Containers;
import dev.dokployprovider.provider.machine.plan.Facts.Wish;

/** The next step with a machine that is to be used. */
public sealed interface Plan {
  /** A service is made for it and deployed. */
  record Make() implements Plan {}

  /** What a killed create has begun is deployed, and taken back if that fails. */
  record Finish() implements Plan {}

  /** Its container is recreated from the options of now. */
  record Deploy(Reason reason) implements Plan {}

  /** Its container is started as it is; a paused one is stopped before. */
  record Start() implements Plan {}

  /** It runs and is connected to. */
  record Connect() implements Plan {}

  /** Nothing is done. */
  record Refuse(Refusal why) implements Plan {}

  /** It can't be decided before this was looked at. */
  record Look(At at) implements Plan {}

  /** Why a machine that is there is deployed. */
  enum Reason {
    UNKNOWN_HERE("this folder does not have its keys"),
    UNFINISHED("the last deployment did not end"),
    TAKEN_OVER("another folder of yours deployed it last"),
    CHANGED("the options ask for something else"),
    NO_CONTAINER("its container was removed"),
    NEVER_STARTED("its container was never started"),
    NEVER_DEPLOYED("no deployment of it has succeeded"),
    NETWORK_GONE("its network was removed");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** For people: the end of a sentence. */
    public String words() {
      return words;
    }
  }

  /** Why nothing is done. */
  enum Refusal {
    NOT_FOUND,
    TAKEN_OVER
  }

  /** What to look at. */
  enum At {
    OPTIONS,
    CONTAINERS
  }

  /** The decision. */
  static Plan of(Facts facts) {
    return switch (facts.found()) {
      case NOTHING -> facts.wish() == Wish.CREATE ? new Make() : new Refuse(Refusal.NOT_FOUND);
      case JUST_MADE_ELSEWHERE -> new Refuse(Refusal.TAKEN_OVER);
      case BEGUN -> new Finish();
      case TAKEN_OVER -> new Deploy(Reason.TAKEN_OVER);
      case SERVICE ->
          switch (facts.here()) {
            case NOTHING -> new Deploy(Reason.UNKNOWN_HERE);
            case UNFINISHED -> new Deploy(Reason.UNFINISHED);
            case RECIPE_UNKNOWN, DEPLOYED -> ofUsable(facts);
          };
    };
  }

  /** Of a machine that this folder can use. */
  private static Plan ofUsable(Facts facts) {
    return switch (facts.start()) {
      case NEVER_DEPLOYED -> new Deploy(Reason.NEVER_DEPLOYED);
      case NETWORK_GONE -> new Deploy(Reason.NETWORK_GONE);
      case UNTRIED ->
          switch (facts.wish()) {
            case CREATE -> unlessRunning(facts);
            case START -> asAsked(facts);
          };
    };
  }

  /** A running machine is left as it is, whatever the options ask for. */
  private static Plan unlessRunning(Facts facts) {
    return switch (facts.containers()) {
      case UNSEEN -> new Look(At.CONTAINERS);
      case NONE -> new Deploy(Reason.NO_CONTAINER);
      case NEVER_STARTED -> new Deploy(Reason.NEVER_STARTED);
      case RUNNING -> new Connect();
      case STOPPED, PAUSED -> asAsked(facts);
    };
  }

  private static Plan asAsked(Facts facts) {
    if (facts.here() == Facts.Here.RECIPE_UNKNOWN) {
      return new Start();
    }
    return switch (facts.options()) {
      case UNSEEN -> new Look(At.OPTIONS);
      case CHANGED -> new Deploy(Reason.CHANGED);
      case SAME -> startOrDeploy(facts.containers());
    };
  }

  /**
   * Without a container a mere start would build on what the base image's tag means now; a
   * deployment builds on the same base as before.
   */
  private static Plan startOrDeploy(Containers containers) {
    return switch (containers) {
      case UNSEEN -> new Look(At.CONTAINERS);
      case NONE -> new Deploy(Reason.NO_CONTAINER);
      case NEVER_STARTED, STOPPED, PAUSED, RUNNING -> new Start();
    };
  }
}
