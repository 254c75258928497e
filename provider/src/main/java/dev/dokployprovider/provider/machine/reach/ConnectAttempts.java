package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.Problem.Attempt;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.Address;
import dev.dokployprovider.provider.ssh.OpenResult;
import dev.dokployprovider.provider.ssh.Transport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries to open the live connection, and keeps what came of it. */
final class ConnectAttempts {
  /**
   * A machine that is up answers in milliseconds. On the other routes a program is started and
   * another handshake made before ssh's own.
   */
  static final Duration ONE = Duration.ofSeconds(3);

  /** sshd listens some hundredths of a second after its container has started. */
  private static final Duration STARTING = Duration.ofMillis(600);

  private static final Duration SHORT_PAUSE = Duration.ofMillis(40);

  private static final Duration ONE_THROUGH_ANOTHER = Duration.ofSeconds(10);

  /** What the ssh to a jump host needs to say that it does not answer ({@link Transport}). */
  private static final Duration EXPLANATION = Duration.ofSeconds(6);

  /** No distant host answers in less time. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** A program on the way must start first, which takes a second or two on a busy computer. */
  private static final Duration LEAST_THROUGH_ANOTHER = Duration.ofSeconds(4);

  /** The machine may just have moved, so a look at Docker follows each of them. */
  private static final int WRONG_KEYS = 3;

  private final MachineContext context;
  private final MachineRecord record;
  private final Wait limit;
  private Map<Address, OpenResult> last = Map.of();
  private Transport way = new Transport.Direct();
  private Duration lastTook = Duration.ZERO;
  private int wrongKeys;

  /**
   * @param limit what all of them may take, with what is asked in the end
   */
  ConnectAttempts(MachineContext context, MachineRecord record, Wait limit) {
    this.context = context;
    this.record = record;
    this.limit = limit;
  }

  /**
   * One round over what Docker, or the name, says now; whether the connection is open then.
   *
   * @throws ProblemException when nothing but other host keys answered, round after round
   */
  boolean anyOf(List<Address> addresses, Transport way) {
    boolean open = round(addresses, way);
    if (!open) {
      countWrongKeys();
    }
    return open;
  }

  /**
   * The same for a machine that has just been started, whose sshd may need another moment: it is
   * tried at the same addresses for that moment, without a call.
   */
  boolean anyOfStarted(List<Address> addresses, Transport way) {
    boolean open =
        Wait.atMost(STARTING, context.time())
            .every(SHORT_PAUSE, SHORT_PAUSE)
            .before(
                () -> Duration.ZERO,
                () -> {
                  boolean opened = round(addresses, way);
                  return opened || !isStarting() ? Optional.of(opened) : Optional.empty();
                })
            .orElse(false);
    if (!open) {
      countWrongKeys();
    }
    return open;
  }

  /** Whether nothing listens yet, or only Docker does. Another program takes longer to say so. */
  private boolean isStarting() {
    return way instanceof Transport.Direct
        && !last.isEmpty()
        && last.values().stream()
            .allMatch(result ->
                result instanceof OpenResult.Refused || result instanceof OpenResult.Closed);
  }

  private boolean round(List<Address> addresses, Transport way) {
    this.way = way;
    var results = new LinkedHashMap<Address, OpenResult>();
    var begun = limit.left();
    boolean direct = way instanceof Transport.Direct;
    var one = direct ? ONE : ONE_THROUGH_ANOTHER;
    // Who is on the way must have time to say what was wrong.
    var kept = direct ? Duration.ZERO : LEAST_THROUGH_ANOTHER;
    for (var address : addresses) {
      var share = share(one, addresses.size() - results.size(), kept);
      var result = context.ssh().open(address, way, record.appName(), share);
      if (result instanceof OpenResult.Opened) {
        return true;
      }
      results.put(address, result);
    }
    last = results;
    lastTook = begun.minus(limit.left());
    return false;
  }

  /**
   * How much of the limit must be left for another round to begin. Through a program on the way,
   * enough to ask that one afterwards too, which takes as long again.
   */
  Duration worthwhile() {
    boolean direct = way instanceof Transport.Direct;
    var least = direct ? LEAST : LEAST_THROUGH_ANOTHER;
    var round = least.multipliedBy(Math.max(1, last.size()));
    return direct ? round : longer(round, lastTook).multipliedBy(2);
  }

  /** Of what is left, but for what is kept for later, for one of some addresses. */
  private Duration share(Duration atMost, int addresses, Duration kept) {
    var share = limit.left().minus(kept).dividedBy(addresses);
    return longer(LEAST, share.compareTo(atMost) < 0 ? share : atMost);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void countWrongKeys() {
    boolean onlyOthers =
        !last.isEmpty()
            && last.values().stream().allMatch(OpenResult.OtherHostKey.class::isInstance);
    wrongKeys = onlyOthers ? wrongKeys + 1 : 0;
    if (wrongKeys >= WRONG_KEYS) {
      throw new ProblemException(
          new Problem.WrongHostKey(
              context.id().value(), last.keySet().iterator().next().toString()));
    }
  }

  /**
   * Asks the program on the way, if there is one, what was wrong in the last round. About silence
   * it knows no more than ssh.
   */
  void explain() {
    if (way instanceof Transport.Direct) {
      return;
    }
    var explained = new LinkedHashMap<>(last);
    long unclear = last.values().stream().filter(result -> !isSilence(result)).count();
    for (var tried : last.entrySet()) {
      if (!isSilence(tried.getValue())) {
        var share = share(EXPLANATION, Math.toIntExact(unclear--), Duration.ZERO);
        var said = context.ssh().probe(tried.getKey(), way, record.appName(), share);
        explained.put(tried.getKey(), said);
      }
    }
    last = explained;
  }

  private static boolean isSilence(OpenResult result) {
    return result instanceof OpenResult.TimedOut;
  }

  /** Whether the last round met nothing but other machines, so that another look may help. */
  boolean onlyWrongKeys() {
    return wrongKeys > 0;
  }

  /** Whether the last round met a host key mismatch, or a machine that does not take ours. */
  boolean keysDoNotFit() {
    return last.values().stream()
        .anyMatch(result ->
            result instanceof OpenResult.OtherHostKey || result instanceof OpenResult.KeyRefused);
  }

  /** What came of the last round. */
  List<OpenResult> results() {
    return List.copyOf(last.values());
  }

  List<Attempt> attempts() {
    return last.entrySet().stream()
        .map(tried -> new Attempt(tried.getKey().toString(), Outcome.of(tried.getValue())))
        .toList();
  }
}
