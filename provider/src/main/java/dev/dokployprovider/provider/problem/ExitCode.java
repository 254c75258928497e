package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.*;

/** The exit code of each kind of problem; docs/troubleshooting.md lists them. */
public final class ExitCode {
  public static final int OK = 0;

  /** A fault of the program. */
  public static final int INTERNAL = 1;

  /** A wrong call: verb, option or variable. */
  public static final int USAGE = 2;

  /** This computer lacks something. */
  public static final int LOCAL = 3;

  /** Dokploy can't be reached, or is something else. */
  public static final int SERVER = 4;

  /** The token or its owner's rights. */
  public static final int ACCESS = 5;

  /** The machine: not there, failed to start, or unreachable. */
  public static final int MACHINE = 6;

  /** The program was interrupted, as shells count it. */
  public static final int INTERRUPTED = 130;

  /** What `command` ends with when the fault is ours and not the remote program's, as ssh does. */
  public static final int COMMAND_FAILED = 255;

  private ExitCode() {}

  public static int of(Problem problem) {
    return switch (problem) {
      case WrongCall p -> USAGE;
      case NotSetUp p -> USAGE;
      case SeveralProviders p -> USAGE;
      case UnknownMachine p -> USAGE;
      case SeveralMachines p -> USAGE;
      case NothingLeftOver p -> USAGE;
      case NoToken p -> LOCAL;
      case MissingOption p -> USAGE;
      case NotConfigured p -> USAGE;
      case BadOption p -> USAGE;
      case MissingVariable p -> USAGE;
      case BadMachineId p -> USAGE;
      case Unwritable p -> LOCAL;
      case UnreadableFile p -> LOCAL;
      case NoOpenSsh p -> LOCAL;
      case BrokenRecord p -> LOCAL;
      case ServerUnreachable p -> SERVER;
      case NotDokploy p -> SERVER;
      case Intermediary p -> SERVER;
      case ServerRedirects p -> SERVER;
      case ServerTooOld p -> SERVER;
      case ServerFailed p -> SERVER;
      case BadToken p -> ACCESS;
      case KeyRefused p -> ACCESS;
      case NotAllowed p -> ACCESS;
      case ForeignService p -> MACHINE;
      case DeploymentFailed p -> MACHINE;
      case DeploymentTimedOut p -> MACHINE;
      case DeploymentStillRuns p -> MACHINE;
      case ConnectionLost p -> MACHINE;
      case PortsUsedUp p -> MACHINE;
      case FailedToStart p -> MACHINE;
      case StartFailed p -> MACHINE;
      case MachineBusy p -> MACHINE;
      case AnotherRun p -> MACHINE;
      case FailedToStop p -> MACHINE;
      case TakenOver p -> MACHINE;
      case CreatedElsewhere p -> MACHINE;
      case StartTimedOut p -> MACHINE;
      case DeletedMeanwhile p -> MACHINE;
      case StillConnecting p -> MACHINE;
      case Missing p -> SERVER;
      case ProjectUnusable p -> SERVER;
      case SshNotRun p -> LOCAL;
      case Kept(var cause, var service, var project) -> of(cause);
      case Undone(var cause) -> of(cause);
      case NotUndone(var cause, var service, var why) -> of(cause);
      case CommandsDoNotRun p -> MACHINE;
      case UnknownSshHost p -> USAGE;
      case TraefikUnreachable p -> MACHINE;
      case JumpHostUnusable p -> MACHINE;
      case OtherDokploy p -> MACHINE;
      case MachineNotFound p -> MACHINE;
      case MachineStopped p -> MACHINE;
      case MachineUnreachable p -> MACHINE;
      case WrongHostKey p -> MACHINE;
      case DockerNotReady p -> MACHINE;
      case DockerNotUsable p -> MACHINE;
      case LeftBehind p -> MACHINE;
      case UnknownCall p -> SERVER;
      case Refused p -> SERVER;
      case ServerBusy p -> SERVER;
      case AnswerTooLarge p -> SERVER;
      case UnreadableAnswer p -> SERVER;
      case RemoteServerLost p -> SERVER;
      case PortUnknown p -> ACCESS;
      case MissingPermissions p -> ACCESS;
      case UnusableBackup p -> LOCAL;
      case BackupRefused p -> MACHINE;
      case BackupFailed p -> MACHINE;
      case RestoreFailed p -> MACHINE;
      case NotMoved(var cause, var machine, var server, var left) -> of(cause);
      case MoveUnfinished p -> MACHINE;
      case Interrupted p -> INTERRUPTED;
      case Unexpected p -> INTERNAL;
    };
  }
}
