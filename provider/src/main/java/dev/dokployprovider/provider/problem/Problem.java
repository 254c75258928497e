package dev.dokployprovider.provider.problem;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can go wrong for a user, as data. {@link Wording} says what, why and the fix;
 * {@link ExitCode} gives the exit code. No record ever holds a secret.
 */
public sealed interface Problem {

  // ---- How the program was called ----

  /**
   * The command line can't be understood.
   *
   * @param what in one sentence
   * @param mistyped whether a word was, so that another one is meant
   * @param meant command lines that may be meant, or that show how it is called
   * @param verb whose help tells more; empty for the program's
   */
  record WrongCall(String what, boolean mistyped, List<String> meant, String verb)
      implements Problem {
    public WrongCall {
      meant = List.copyOf(meant);
    }
  }

  /**
   * A verb was typed where no Dokploy is known.
   *
   * @param choice the options by which a provider was chosen, as they were typed
   * @param looked the clients' files in which none was found
   * @param configured this provider under the names that clients have it by, where none was meant
   */
  record NotSetUp(String choice, List<String> looked, List<String> configured) implements Problem {
    public NotSetUp {
      looked = List.copyOf(looked);
      configured = List.copyOf(configured);
    }
  }

  /** Clients have this provider under several names, with different options. */
  record SeveralProviders(List<String> providers) implements Problem {
    public SeveralProviders {
      providers = List.copyOf(providers);
    }
  }

  /**
   * No machine and no workspace of that name has a folder on this computer, or only at another
   * server than the shell's variables name.
   *
   * @param elsewhere the clients' providers of these
   */
  record UnknownMachine(String name, List<String> known, List<String> elsewhere)
      implements Problem {
    public UnknownMachine {
      known = List.copyOf(known);
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /** `prune` was told a name of which nothing is left over. */
  record NothingLeftOver(String name) implements Problem {}

  /**
   * Several machines have the name, or their workspaces have.
   *
   * @param names that only one of them has
   */
  record SeveralMachines(String name, List<String> folders, List<String> names) implements Problem {
    public SeveralMachines {
      folders = List.copyOf(folders);
      names = List.copyOf(names);
    }
  }

  /**
   * A reference leads to no key.
   *
   * @param reference as it was given, which is no secret
   */
  record NoToken(String reference, String why, String fix) implements Problem {}

  /** A required option has no value. */
  record MissingOption(String option, String purpose, String example) implements Problem {}

  /** DevPod has no value for these required options, and there is no terminal to ask on. */
  record NotConfigured(List<String> options) implements Problem {
    public NotConfigured {
      options = List.copyOf(options);
    }
  }

  /** An option's value is invalid. {@code shown} is empty for secrets. */
  record BadOption(String option, Optional<String> shown, String why, String fix)
      implements Problem {}

  /**
   * A variable that DevPod sets for each machine is missing: the program was not called by DevPod.
   */
  record MissingVariable(String variable) implements Problem {}

  /** MACHINE_ID has characters or a length that Dokploy's names can't have. */
  record BadMachineId(String id) implements Problem {}

  // ---- This computer ----

  /** A file or folder that must be written can't be. */
  record Unwritable(Path path, String why) implements Problem {}

  /** A file that must be read can't be, or makes no sense. */
  record UnreadableFile(Path path, String whose) implements Problem {}

  /** No OpenSSH client is on PATH. */
  record NoOpenSsh(String program) implements Problem {}

  /** The OpenSSH client is there and could not be run. */
  record SshNotRun(String why) implements Problem {}

  /**
   * Another run of the provider has been changing the same thing for too long.
   *
   * @param what it is working on, as "the machine web"
   */
  record AnotherRun(String what, Duration waited) implements Problem {}

  /** The record of a machine can't be read. */
  record BrokenRecord(Path path, String why) implements Problem {}

  // ---- The way to Dokploy ----

  /** There is no answer at the server's address. */
  record ServerUnreachable(URI server, String why, String fix) implements Problem {}

  /** Something answers there, but it is no Dokploy. */
  record NotDokploy(URI server, String why) implements Problem {}

  /**
   * Something in front of Dokploy answered in its place.
   *
   * @param by what it calls itself; empty where it does not say
   * @param detail what it says; may be empty
   */
  record Intermediary(
      URI server, int status, Kind kind, String by, String detail, Optional<String> retryAfter)
      implements Problem {
    /** What it wants, or lacks. */
    public enum Kind {
      LOGIN,
      CHALLENGE,
      BLOCKED,
      NO_DOKPLOY,
      TOO_MANY
    }
  }

  /** The server sends the caller elsewhere; a token is never sent after a redirect. */
  record ServerRedirects(URI server, String location) implements Problem {}

  /** The server's release is older than the provider knows. */
  record ServerTooOld(String version, String oldest) implements Problem {}

  /** The token is wrong, expired, disabled, or its limit of requests is reached. */
  record BadToken() implements Problem {}

  /** The key that was typed is none of that Dokploy; nothing was stored. */
  record KeyRefused(URI server) implements Problem {}

  /** The token's owner may not do what is needed. */
  record NotAllowed(String call, String message) implements Problem {}

  /** Dokploy does not have what a call is about, or hides it from the token's owner. */
  record Missing(String call, String message) implements Problem {}

  /** The project that machines are to be in can't hold any. */
  record ProjectUnusable(String project, String why) implements Problem {}

  /** Dokploy failed in a request. */
  record ServerFailed(String call, String message) implements Problem {}

  // ---- The machine ----

  /** A service of that name belongs to another user or computer. */
  record ForeignService(String name, String project, String description) implements Problem {}

  /**
   * The deployment failed.
   *
   * @param log the lines that say why
   * @param wholeLog the file on this computer that has all of it; empty where none was kept
   */
  record DeploymentFailed(
      String service, DeploymentFault fault, List<String> log, Optional<Path> wholeLog)
      implements Problem {
    public DeploymentFailed {
      log = List.copyOf(log);
    }

    /** Without a file of the log. */
    public DeploymentFailed(String service, DeploymentFault fault, List<String> log) {
      this(service, fault, log, Optional.empty());
    }
  }

  /** The deployment did not end in time. */
  record DeploymentTimedOut(String service, Duration waited, String lastSeen) implements Problem {}

  /** A deployment of the machine does not end, and must before the machine is changed. */
  record DeploymentStillRuns(String service, Duration waited) implements Problem {}

  /** The ports that machines may use are all taken on that server. */
  record PortsUsedUp(String range, String detail) implements Problem {}

  /**
   * A command of the provider's own did not run on the machine.
   *
   * @param user who is logged in
   * @param exitCode what came in its place
   * @param said what was printed
   */
  record CommandsDoNotRun(String machine, String user, int exitCode, List<String> said)
      implements Problem {
    public CommandsDoNotRun {
      said = List.copyOf(said);
    }
  }

  /** The container ended or failed to start. */
  record FailedToStart(String machine, String why) implements Problem {}

  /**
   * Docker did not start the machine's container.
   *
   * @param said what it said
   */
  record StartFailed(String machine, DeploymentFault fault, List<String> said) implements Problem {
    public StartFailed {
      said = List.copyOf(said);
    }
  }

  /** The machine is being deployed or is starting, and the verb needs a running one. */
  record MachineBusy(String machine, String why) implements Problem {}

  /** The container still runs after it was asked to stop. */
  record FailedToStop(String machine, String why) implements Problem {}

  /** Another folder of the same user has deployed the machine since this one did. */
  record TakenOver(String machine) implements Problem {}

  /** Another computer or folder of the owner is creating the same machine at the same time. */
  record CreatedElsewhere(String machine) implements Problem {}

  /**
   * The machine has been starting, or waiting for its container, for longer than it may.
   *
   * @param lastSeen one sentence
   */
  record StartTimedOut(String machine, Duration waited, String lastSeen) implements Problem {}

  /** The machine's service was deleted while it was deployed. */
  record DeletedMeanwhile(String machine) implements Problem {}

  /** Another run looks for the machine, and had not found it in time. */
  record StillConnecting(String machine, Duration waited) implements Problem {}

  /**
   * A create failed after the machine was built, which stays as the option says.
   *
   * @param service its name in Dokploy
   */
  record Kept(Problem problem, String service, String project) implements Problem {}

  /** A create failed, and nothing of what it made is left. */
  record Undone(Problem problem) implements Problem {}

  /**
   * A create failed, and what it made could not be removed yet.
   *
   * @param service its name in Dokploy
   * @param why it could not, in one sentence
   */
  record NotUndone(Problem problem, String service, String why) implements Problem {}

  /**
   * No host at which machines would be reached is known here; nothing was made.
   *
   * @param hosts that were looked up
   */
  record UnknownSshHost(List<Attempt> hosts, Source source) implements Problem {
    /** Where the first of them is from. */
    public enum Source {
      OPTION,
      REMOTE_SERVER,
      DOKPLOY
    }

    public UnknownSshHost {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * Nothing speaks TLS where machines would be reached through Traefik; nothing was made.
   *
   * @param port as DOKPLOY_SSH_TLS_PORT says
   */
  record TraefikUnreachable(int port, List<Attempt> attempts) implements Problem {
    public TraefikUnreachable {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * The jump host does not let this computer in; nothing was made.
   *
   * @param arguments of ssh that lead there
   * @param said what ssh said
   */
  record JumpHostUnusable(String jumpHost, List<String> arguments, String said) implements Problem {
    public JumpHostUnusable {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * The record of the machine is of another Dokploy, and this one does not know its service;
   * nothing was changed.
   *
   * @param made the address of the Dokploy that deployed it last
   * @param here that of the option
   */
  record OtherDokploy(String machine, String made, String here) implements Problem {}

  /** There is no such machine on the server. */
  record MachineNotFound(String machine) implements Problem {}

  /**
   * The machine is stopped, and the verb needs a running one.
   *
   * @param why what is the matter with its container, in a sentence
   */
  record MachineStopped(String machine, String why) implements Problem {}

  /**
   * The machine runs, but its SSH server can't be reached.
   *
   * @param facts what else is known, in whole sentences
   * @param jump the arguments of ssh that lead to the jump host; empty on other routes
   */
  record MachineUnreachable(
      String machine,
      List<Attempt> attempts,
      List<String> facts,
      List<Hint> hints,
      Optional<String> jump)
      implements Problem {
    public MachineUnreachable {
      attempts = List.copyOf(attempts);
      facts = List.copyOf(facts);
      hints = List.copyOf(hints);
    }
  }

  /** The machine answered, and then did not any more. */
  record ConnectionLost(String machine, String why) implements Problem {}

  /** One address that was tried, and what happened there. */
  record Attempt(String address, String outcome) {}

  /** Another host key answers at the address where Docker says that the machine is. */
  record WrongHostKey(String machine, String address) implements Problem {}

  /** Docker on the machine did not answer in time. */
  record DockerNotReady(String machine, List<String> log) implements Problem {
    public DockerNotReady {
      log = List.copyOf(log);
    }
  }

  /** Docker on the machine may run, but its user can't use it; {@code why} are whole sentences. */
  record DockerNotUsable(String machine, List<String> why) implements Problem {
    public DockerNotUsable {
      why = List.copyOf(why);
    }
  }

  /** The service was deleted, but containers of it are still there. */
  record LeftBehind(String service, Optional<String> server, List<String> containers)
      implements Problem {
    public LeftBehind {
      containers = List.copyOf(containers);
    }
  }

  // ---- What Dokploy answered, and its remote servers ----

  /** The release does not know a call that every release has that the provider works with. */
  record UnknownCall(String call) implements Problem {}

  /** Dokploy refused what a request holds: 400, 409, 413, 415. */
  record Refused(String call, int status, String message, List<String> issues) implements Problem {
    public Refused {
      issues = List.copyOf(issues);
    }
  }

  /** Dokploy, or the reverse proxy in front of it, is not ready: 429, 502, 503, 504. */
  record ServerBusy(int status, String message, Optional<String> retryAfter) implements Problem {}

  /** An answer with more than so many megabytes, which is not read to its end. */
  record AnswerTooLarge(String call, int megabytes) implements Problem {}

  /** An answer of Dokploy that makes no sense. */
  record UnreadableAnswer(String call, String detail) implements Problem {}

  /** Dokploy can't reach the remote server, so it is not known what is on it. */
  record RemoteServerLost(String server, String why) implements Problem {}

  /** The token's owner lacks what a machine needs; nothing was begun. */
  record MissingPermissions(List<Permission> permissions) implements Problem {
    public MissingPermissions {
      permissions = List.copyOf(permissions);
    }
  }

  /** The token's owner may not read Docker, which knows the machine's port. */
  record PortUnknown(String message) implements Problem {}

  // ---- Backups ----

  /** A file is not a complete backup, or was changed since; nothing was changed. */
  record UnusableBackup(Path path, String why) implements Problem {}

  /**
   * A machine can't be backed up or restored as it is; nothing was changed.
   *
   * @param why whole sentences
   * @param fix what to do, or command lines
   */
  record BackupRefused(String machine, List<String> why, List<String> fix) implements Problem {
    public BackupRefused {
      why = List.copyOf(why);
      fix = List.copyOf(fix);
    }
  }

  /**
   * A backup failed; the machine goes on as before, and no file of it is left.
   *
   * @param why whole sentences
   */
  record BackupFailed(String machine, List<String> why) implements Problem {
    public BackupFailed {
      why = List.copyOf(why);
    }
  }

  /**
   * A restore failed after it had begun to replace the machine's volumes.
   *
   * @param why whole sentences
   * @param from the backup
   */
  record RestoreFailed(String machine, List<String> why, Path from) implements Problem {
    public RestoreFailed {
      why = List.copyOf(why);
    }
  }

  /**
   * A move failed before the machine was on the other server.
   *
   * @param server where it was to be; empty for Dokploy's own
   * @param left why the machine could not be left as it was; empty where it is so
   */
  record NotMoved(Problem problem, String machine, Optional<String> server, Optional<Problem> left)
      implements Problem {}

  /**
   * A machine was moved, and what it was before runs again: it is not known what was done on it
   * since.
   *
   * @param server where it is now; empty for Dokploy's own
   * @param before where it was; empty for Dokploy's own
   */
  record MoveUnfinished(String machine, Optional<String> server, Optional<String> before)
      implements Problem {}

  /** A signal interrupted the program before it was done. */
  record Interrupted() implements Problem {}

  /** A fault of the program itself. */
  record Unexpected(String detail) implements Problem {}
}
