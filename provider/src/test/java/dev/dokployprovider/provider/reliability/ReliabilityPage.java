package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.provider.world.World.Verb;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text of docs/reliability.md.
 *
 * @param network what came of the faults between the client and Dokploy
 * @param others what came of all others
 */
record ReliabilityPage(Map<String, Map<Verb, Cell>> network, Map<String, Map<Verb, Cell>> others) {
  private static final String HEAD =
      """
      # What happens when something fails

      This page is written by a test (`FaultMatrixTest`, `make reliability`), which fails when it does not agree with it.
      Each cell is what one verb ends with while one fault lasts, and its exit code. Where it is `ok`, the verb does not
      meet the fault. For each cell the test also checks that the verb ends in time (a command within 20 s, which is what
      DevPod waits; init, status and describe within 2 minutes; start, stop, delete and backup within 15; a create, restore
      and move within 45), that a create that failed leaves nothing on the server, that a backup that failed leaves no file,
      that the same verb does its work once the fault has ended, and that a delete then leaves nothing: no service,
      container, volume or image, no key, lock or register entry, no temporary file. After a backup, restore or move the
      volumes have what was saved, and nothing stands still.

      Backups, restores and moves are killed before each of their steps by tests of their own (`KilledBackupTest`,
      `KilledMoveTest`). The same is checked in six more ways, for the oldest and the newest release:

      - **Killed anywhere** (`KilledAnywhereTest`): create, start, stop and delete are killed before each call to Dokploy,
        each run of ssh and each change of a file. The same verb run again ends as if nothing had happened, and a delete
        leaves nothing. Half-written files in the user's data folder are removed by the next create or delete after an hour.
      - **Lost answers** (`LostAnswersTest`): each write of these verbs, of a backup, restore and move, and each pair of writes
        (of a move's pairs all by `make soak`), is lost: the answer after the effect, the answer with the effect seconds later,
        or the request. No service and no project is ever there twice, and no volume loses anything. Where two are lost in one
        delete, the machine's image may stay; it is noted, said, and removed by `prune`. A stop that Dokploy does late may come
        after the start at the end of a restore or move: the next start starts the machine.
      - **Errors** (`ErrorInAVerbTest`): a full memory at any call of a create leaves nothing either, and at any call of a
        move nothing is lost.
      - **In the middle**: Dokploy fails from each call of a verb on; the connection to the machine is lost, its SSH server is
        gone, or the disk of the computer becomes full before steps of it, a backup, restore and move too.
      - **Random runs** (`RandomRunsTest`, thousands by `make soak`): two users do what they like with several machines, with
        backups, restores and moves, are killed and lose answers in between; each machine is what its last verb made it, has what
        was on its volumes, is there once, and can be deleted.
        700 sequences from the seed 1 were run last without a failure.
      - **At once** (`AtOnceTest`, `ManyAtOnceTest`): two verbs on machines of one name, the second beginning after each step of
        the first, from one folder, two folders, two computers of one owner, and by two users; and 50 machines of two users, in
        drawn orders. No wrong machine is ever reached, none is there twice, and all can be used and deleted afterwards.
        Where two computers of one owner create a machine at the same time, one goes on; the others remove their own and say so. A
        service that is deleted while its deployment runs leaves nothing from Dokploy 0.29 on; before, no call removes a
        container, and `prune` names it.

      """;

  private static final String NETWORK =
      """
      ## Between the client and Dokploy

      The program's own client meets each fault over a real socket on loopback. The silence of a write is not waited for, as
      its limit is minutes: it is taken to end as that of a read does, which is waited for with a shorter limit. `status` and
      `command` are run without a live connection; with one they need no call and go on working. Backup, restore and move are
      run without one too.

      """;

  private static final String OTHERS =
      """

      ## On the computer, on the way to the machine, and on the server

      In memory: the files, ssh, Dokploy and its Docker are replaced, and the clock is virtual. The logs of failing builds
      are those of real ones. A start meets a failing build where the machine's container was removed. `status` says
      `Stopped` or `Busy` where this table says `ok`.

      """;

  private static final String ELSEWHERE =
      """

      ## With real programs

      | fault | test |
      | --- | --- |
      """;

  String text() {
    return HEAD
        + NETWORK
        + table(network)
        + OTHERS
        + table(others)
        + ELSEWHERE
        + new ElsewhereTested()
            .all().stream()
                .map(fault -> "| %s | `%s` |\n".formatted(fault.words(), fault.name()))
                .collect(Collectors.joining());
  }

  private static String table(Map<String, Map<Verb, Cell>> rows) {
    String verbs =
        Arrays.stream(Verb.values())
            .map(verb -> " " + verb.name().toLowerCase(Locale.ROOT) + " |")
            .collect(Collectors.joining());
    String head = "| fault |" + verbs + "\n| --- |" + " --- |".repeat(Verb.values().length) + "\n";
    return head
        + rows.entrySet().stream()
            .map(row ->
                "| "
                    + row.getKey()
                    + " |"
                    + row.getValue().values().stream()
                        .map(cell -> " " + cell.words() + " |")
                        .collect(Collectors.joining())
                    + "\n")
            .collect(Collectors.joining());
  }
}
