package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.*;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of every problem: what, why and the fix. */
public final class Wording {
  private static final String SET_URL =
      "Set the option DOKPLOY_SERVER_URL to the address of Dokploy's own page, for example:";
  private static final String SET_URL_COMMAND =
      "devpod provider set-options dokploy -o DOKPLOY_SERVER_URL=https://dokploy.example.com";
  private static final String SET_TOKEN_COMMAND =
      "devpod provider set-options dokploy -o DOKPLOY_API_TOKEN=YOUR_KEY";

  /** The first word of a sentence; a name, such as "file:", stays as it is. */
  private static final Pattern FIRST_WORD = Pattern.compile("^[a-z]+('s|,)? ");

  private Wording() {}

  private static String sentence(String why) {
    return FIRST_WORD.matcher(why).find()
        ? why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1)
        : why;
  }

  public static Message of(Problem problem) {
    return switch (problem) {
      case WrongCall p -> PeopleWording.of(p);
      case NotSetUp p -> PeopleWording.of(p);
      case SeveralProviders p -> PeopleWording.of(p);
      case UnknownMachine p -> PeopleWording.of(p);
      case SeveralMachines p -> PeopleWording.of(p);
      case NothingLeftOver p -> PeopleWording.of(p);
      case KeyRefused p -> PeopleWording.of(p);
      case UnreadableFile p -> PeopleWording.of(p);
      case NoToken p -> PeopleWording.of(p);
      case UnusableBackup p -> BackupWording.of(p);
      case BackupRefused p -> BackupWording.of(p);
      case BackupFailed p -> BackupWording.of(p);
      case RestoreFailed p -> BackupWording.of(p);
      case NotMoved p -> BackupWording.of(p);
      case MoveUnfinished p -> BackupWording.of(p);
      case MissingOption(var option, var purpose, var example) ->
          new Message(
              "The option " + option + " is not set.",
              List.of(purpose),
              List.of("devpod provider set-options dokploy -o " + option + "=" + example));
      case NotConfigured(var options) ->
          new Message(
              "The provider does not know your Dokploy yet: "
                  + String.join(" and ", options)
                  + " not set.",
              List.of(
                  "They are the address of your Dokploy, and an API key: Settings > Profile >"
                      + " API/CLI Keys on its page.",
                  "On a terminal you are asked for them; this call has none."),
              List.of(
                  "Have them in the environment, which keeps the key out of every command line:",
                  "export DOKPLOY_SERVER_URL DOKPLOY_API_TOKEN",
                  "devpod provider use dokploy --reconfigure",
                  "Or give them in one:",
                  "devpod provider set-options dokploy"
                      + " -o DOKPLOY_SERVER_URL=https://dokploy.example.com"
                      + " -o DOKPLOY_API_TOKEN=YOUR_KEY"));
      case BadOption(var option, var shown, var why, var fix) ->
          new Message(
              "Invalid value for "
                  + option
                  + shown.map(s -> ": \"" + printable(s) + "\"").orElse("")
                  + ".",
              List.of(sentence(why)),
              fix.lines().toList());
      case MissingVariable(var variable) ->
          new Message(
              "The variable " + variable + " is not set.",
              List.of(
                  "DevPod sets it for each machine; it is missing when something else runs this program."),
              List.of("Let DevPod call the provider, or set " + variable + " as DevPod does."));
      case BadMachineId(var id) ->
          new Message(
              "Invalid machine name: \"" + printable(id) + "\".",
              List.of(
                  "A name has 1 to 48 of the characters a-z, 0-9 and dash, and starts and ends with"
                      + " a letter or digit."),
              List.of(anotherName(similar(id))));
      case Unwritable(var path, var why) ->
          new Message(
              "Can't write " + path + ".",
              List.of(why),
              List.of("Make the folder writable for your user, or free some space on its disk."));
      case NoOpenSsh(var program) ->
          new Message(
              "The program \"" + program + "\" is not on PATH.",
              List.of("Machines are reached with the OpenSSH client of this computer."),
              List.of(
                  "Debian, Ubuntu: sudo apt-get install openssh-client",
                  "Fedora: sudo dnf install openssh-clients   Alpine: apk add openssh-client",
                  "Windows: Settings > System > Optional features > OpenSSH Client"));
      case BrokenRecord(var path, var why) ->
          new Message(
              "The machine's record " + path + " can't be read.",
              List.of(why),
              List.of(
                  "Remove that file and run the same command again: the machine is then found by"
                      + " its name."));
      case ServerUnreachable(var server, var why, var fix) ->
          new Message("Dokploy can't be reached at " + server + ".", List.of(why), List.of(fix));
      case NotDokploy(var server, var why) ->
          new Message(
              "What answers at " + server + " is not Dokploy's API.",
              List.of(why),
              List.of(SET_URL, SET_URL_COMMAND));
      case Intermediary p -> IntermediaryWording.of(p);
      case ServerRedirects p -> ServerWording.of(p);
      case ServerTooOld(var version, var oldest) ->
          new Message(
              "This Dokploy is version "
                  + version
                  + "; the provider needs "
                  + oldest
                  + " or newer.",
              List.of(),
              List.of("Update Dokploy: Web Server > Updates on its page."));
      case BadToken() ->
          new Message(
              "Dokploy does not accept the API token.",
              List.of(
                  "It is wrong, expired or disabled, or of another Dokploy; or its limit of requests is"
                      + " reached: a key made through the API instead of the page allows ten requests"
                      + " a day, and each call counts as two."),
              List.of(
                  "Make a key on Dokploy's page (Settings > Profile > API/CLI Keys), then:",
                  SET_TOKEN_COMMAND));
      case NotAllowed p -> ServerWording.of(p);
      case ServerFailed p -> ServerWording.of(p);
      case UnknownCall p -> ServerWording.of(p);
      case Refused p -> ServerWording.of(p);
      case ServerBusy p -> ServerWording.of(p);
      case AnswerTooLarge p -> ServerWording.of(p);
      case UnreadableAnswer p -> ServerWording.of(p);
      case RemoteServerLost p -> ServerWording.of(p);
      case PortUnknown p -> ServerWording.of(p);
      case MissingPermissions p -> ServerWording.of(p);
      case ForeignService(var name, var project, var description) ->
          new Message(
              "The project \"" + project + "\" has a service \"" + name + "\" that is not yours.",
              List.of(
                  "It was made by another user or computer, or on Dokploy's page. Its description is: "
                      + printable(description)),
              List.of(
                  anotherName(name + "-2"),
                  "Or have your machines in a project of their own:",
                  "devpod provider set-options dokploy -o DOKPLOY_PROJECT_NAME=my-workspaces"));
      case DeploymentFailed p -> DeploymentWording.of(p);
      case DeploymentTimedOut(var service, var waited, var lastSeen) ->
          new Message(
              "The deployment of the machine did not end within " + waited.toSeconds() + " s.",
              List.of("Last seen: " + lastSeen),
              List.of(
                  "Dokploy builds one service at a time: see on its page what holds its queue.",
                  "To wait longer, set DOKPLOY_CREATE_TIMEOUT (for example 30m)."));
      case DeploymentStillRuns(var service, var waited) ->
          new Message(
              "A deployment of the machine still runs after " + waited.toMinutes() + " minutes.",
              List.of(
                  "Dokploy can't take a running build back: it would leave its container behind.",
                  "Nothing was changed."),
              List.of(
                  "Run the same again later. On Dokploy's page, the service "
                      + service
                      + " shows what its deployment does."));
      case ConnectionLost(var machine, var why) ->
          new Message(
              "The connection to the machine " + machine + " was lost.",
              List.of("It answered a moment ago, and does not any more: " + ended(why)),
              List.of("Run the same again. The provider then looks for the machine again."));
      case PortsUsedUp(var range, var detail) ->
          new Message(
              "There is no free port in DOKPLOY_SSH_PORTS (" + range + ") on the server.",
              List.of(detail),
              List.of(
                  "Delete machines that are not needed, or widen the range:",
                  "devpod provider set-options dokploy -o DOKPLOY_SSH_PORTS=2222-2999"));
      case CommandsDoNotRun(var machine, var user, var exitCode, var said) ->
          new Message(
              "The SSH server of the machine " + machine + " runs no commands as it should.",
              Stream.concat(
                      Stream.of(
                          "A command that the provider needs ended with exit code "
                              + exitCode
                              + (said.isEmpty() ? " and printed nothing." : " and printed:")),
                      said.stream())
                  .toList(),
              List.of(
                  "Something is in its way on the machine: the login shell of "
                      + user
                      + ", or a start-up file of it in the home (~/.bashrc, ~/.profile, ~/.zshenv).",
                  "The machine's next deployment puts its own login shell in place:",
                  "devpod machine stop " + machine,
                  "devpod machine start " + machine));
      case FailedToStart(var machine, var why) ->
          new Message(
              "The machine " + machine + " failed to start.",
              List.of(why),
              List.of("Its log is on Dokploy's page, at the service " + machine + " > Logs."));
      case StartFailed p -> DeploymentWording.of(p);
      case MachineBusy(var machine, var why) ->
          new Message(
              "The machine " + machine + " is not ready.",
              List.of(why),
              List.of("Wait a moment and run the same again."));
      case FailedToStop(var machine, var why) ->
          new Message(
              "The machine " + machine + " failed to stop.",
              List.of(why),
              List.of(
                  "Stop it again; if it stays so, stop it on Dokploy's page, at the service "
                      + machine
                      + "."));
      case TakenOver(var machine) ->
          new Message(
              "The machine " + machine + " was taken over by another folder of yours.",
              List.of(
                  "Another DevPod home or context has deployed it last, or this one before its folder"
                      + " was removed, so it accepts that one's key and not this one's."),
              List.of(
                  "Use it from there, or take it over again from here:",
                  "devpod machine start " + machine,
                  "Or delete it for both:",
                  "devpod machine delete " + machine));
      case CreatedElsewhere(var machine) ->
          new Message(
              "The machine " + machine + " is being created elsewhere at the same time.",
              List.of(
                  "Another computer or folder of yours has begun it too, and one of the two goes on."),
              List.of("When that is done, run the same again: it takes the machine over."));
      case Undone(var cause) -> {
        var message = removed(cause);
        yield new Message(
            message.what(), with(message.why(), "What was made is removed again."), message.fix());
      }
      case NotUndone(var cause, var service, var why) -> {
        var message = of(cause);
        yield new Message(
            message.what(),
            with(
                message.why(),
                "The service "
                    + service
                    + " that was made could not be removed yet, which is tried again in the"
                    + " background: "
                    + why),
            message.fix());
      }
      case Kept(var cause, var service, var project) -> {
        var message = of(cause);
        yield new Message(
            message.what(),
            with(message.why(), "The machine is kept, as DOKPLOY_KEEP_UNREACHABLE says."),
            with(
                message.fix(),
                "Then run the same command again: it continues with that machine. Or delete the service "
                    + service
                    + " of the project "
                    + project
                    + " on Dokploy's page."));
      }
      case StartTimedOut(var machine, var waited, var lastSeen) ->
          new Message(
              "The machine " + machine + " was not ready within " + time(waited) + ".",
              List.of("Last seen: " + lastSeen),
              List.of("Its log is on Dokploy's page, at the service " + machine + " > Logs."));
      case DeletedMeanwhile(var machine) ->
          new Message(
              "The service of the machine " + machine + " was deleted while it was deployed.",
              List.of("It was deleted by another run, or on Dokploy's page."),
              List.of("Run the same again to make it once more."));
      case StillConnecting(var machine, var waited) ->
          new Message(
              "Another run is still looking for the machine " + machine + ".",
              List.of("It had not found it after " + time(waited) + "."),
              List.of("Run the same again in a moment."));
      case Missing p -> ServerWording.of(p);
      case ProjectUnusable p -> ServerWording.of(p);
      case SshNotRun(var why) ->
          new Message(
              "The OpenSSH client could not be run.",
              List.of(why),
              List.of("See whether it runs at all:", "ssh -V"));
      case AnotherRun(var what, var waited) ->
          new Message(
              "Another run of the provider is working on " + what + ".",
              List.of("It had not ended after " + waited.toSeconds() + " s."),
              List.of("Wait for it to end, or end it, and run the same again."));
      case UnknownSshHost p -> RouteWording.of(p);
      case TraefikUnreachable p -> RouteWording.of(p);
      case JumpHostUnusable p -> RouteWording.of(p);
      case OtherDokploy(var machine, var made, var here) ->
          new Message(
              "The machine " + machine + " was made at another Dokploy: " + made + ".",
              List.of(
                  here
                      + ", as DOKPLOY_SERVER_URL says, has no service of it. Nothing was changed."),
              List.of(
                  "Use that Dokploy, with a key of it:",
                  "devpod provider set-options dokploy -o DOKPLOY_SERVER_URL=" + made,
                  "Or, if that Dokploy does not exist any more, forget the machine:",
                  "devpod machine delete --force " + machine));
      case MachineNotFound(var machine) ->
          new Message(
              "There is no machine " + machine + " on the server.",
              List.of("Its service does not exist (any more)."),
              List.of("Remove it from DevPod, too:", "devpod machine delete --force " + machine));
      case MachineStopped(var machine, var why) ->
          new Message(
              "The machine " + machine + " is stopped.",
              List.of(why),
              List.of("Start it:", "devpod machine start " + machine));
      case MachineUnreachable(var machine, var attempts, var facts, var hints, var jump) ->
          new Message(
              "The machine " + machine + " runs, but its SSH server can't be reached.",
              unreachable(attempts, facts),
              hints.stream().flatMap(hint -> hint.lines(jump).stream()).toList());
      case WrongHostKey(var machine, var address) ->
          new Message(
              "Host key mismatch at " + address + ".",
              List.of(
                  "Docker says that the machine "
                      + machine
                      + " is there. Something between you and it answers instead, or the machine was"
                      + " recreated by another user."),
              List.of(
                  "Do not use it before you know why. To delete it with its volumes:",
                  "devpod machine delete " + machine));
      case DockerNotReady(var machine, var log) ->
          new Message(
              "Docker on the machine " + machine + " did not start.",
              log,
              List.of(
                  "DOKPLOY_MACHINE_DOCKER=privileged (the default) needs a server that allows it.",
                  "rootless needs one that lets containers make user namespaces (docs/machine.md)."));
      case DockerNotUsable(var machine, var why) ->
          new Message(
              "Docker on the machine " + machine + " can't be used by who logs in.",
              why,
              List.of(
                  "Set DOKPLOY_MACHINE_IMAGE to an image that is made for it, or DOKPLOY_MACHINE_USER"
                      + " to another user."));
      case LeftBehind(var service, var server, var containers) ->
          new Message(
              "The service " + service + " is deleted, but Docker still has containers of it.",
              containers,
              List.of(
                  "Remove them on "
                      + server.map(name -> "the server " + name).orElse("Dokploy's own server")
                      + ":",
                  "docker compose -p " + service + " down --volumes --rmi local"));
      case Interrupted() ->
          new Message(
              "The provider was interrupted before it was done.",
              List.of(),
              List.of("Run the same again."));
      case Unexpected(var detail) ->
          new Message(
              "The provider failed in a way it should not.",
              List.of(detail),
              List.of("Run again with DEVPOD_DEBUG=true and report what it prints."));
    };
  }

  /** The words where the service is removed again: nothing is to be seen or started there. */
  private static Message removed(Problem problem) {
    if (problem instanceof DeploymentFailed failed) {
      return DeploymentWording.removed(failed);
    }
    var message = of(problem);
    return problem instanceof FailedToStart || problem instanceof StartTimedOut
        ? new Message(
            message.what(),
            message.why(),
            List.of(
                "Run the same again, and look at the machine's log on Dokploy's page while it"
                    + " starts."))
        : message;
  }

  private static List<String> with(List<String> lines, String more) {
    var all = new ArrayList<>(lines);
    all.add(more);
    return all;
  }

  private static String ended(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static String time(Duration waited) {
    long seconds = waited.toSeconds();
    return seconds < 120 ? seconds + " s" : waited.toMinutes() + " minutes";
  }

  private static List<String> unreachable(List<Attempt> attempts, List<String> facts) {
    var lines = new ArrayList<String>();
    attempts.forEach(attempt -> lines.add(attempt.address() + ": " + attempt.outcome()));
    lines.addAll(facts);
    return lines;
  }

  /** The client's command line is not known, so this is what is added to it. */
  private static String anotherName(String name) {
    return "Choose another name with --id, for example --id " + name + ".";
  }

  /** The nearest name that can be one. */
  private static String similar(String id) {
    String name =
        id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String cut = name.substring(0, Math.min(40, name.length())).replaceAll("-+$", "");
    return cut.isEmpty() ? "my-machine" : cut;
  }

  /** A text from outside, without what could move a terminal's cursor. */
  static String printable(String text) {
    String shown = text.replaceAll("\\p{Cntrl}", "?");
    return shown.length() <= 120 ? shown : shown.substring(0, 117) + "...";
  }
}
