package dev.dokployprovider.provider.machine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done next for a machine that is to be on a server. */
class NextMoveTest {
  /** Each of them is a service and its server, such as {@code a@far}; own is Dokploy's own. */
  @ParameterizedTest
  @CsvSource({
    // The machine, whether it is there, its successor, what it was, where it is to be.
    "a@own, true,  -,      -,      far, MOVE",
    "a@far, true,  -,      -,      own, MOVE",
    "a@own, true,  -,      -,      own, NOTHING",
    "a@far, true,  -,      -,      far, NOTHING",
    "a@own, true,  b@far,  -,      far, MOVE",
    "a@own, true,  b@far,  -,      old, REMOVE_SUCCESSOR",
    "a@own, true,  b@far,  -,      own, REMOVE_SUCCESSOR",
    "a@far, true,  b@own,  -,      far, REMOVE_SUCCESSOR",
    "a@own, true,  b@own,  -,      far, REMOVE_SUCCESSOR",
    "b@far, true,  b@far,  -,      far, NOTHING",
    "b@far, true,  b@far,  -,      own, MOVE",
    "a@own, true,  b@far,  a@own,  far, FORGET_FORMER",
    "a@own, true,  -,      a@own,  own, FORGET_FORMER",
    "a@own, false, b@far,  a@own,  far, FORGET_FORMER",
    "b@far, true,  b@far,  a@own,  far, REMOVE_FORMER",
    "b@far, true,  -,      a@own,  far, REMOVE_FORMER",
    "b@far, true,  b@far,  a@own,  own, REMOVE_FORMER",
    "b@far, true,  b@far,  a@own,  old, REMOVE_FORMER",
    "b@far, false, b@far,  a@own,  far, GO_BACK",
    "b@far, false, -,      a@own,  own, GO_BACK",
    "a@own, false, -,      -,      far, MOVE",
  })
  void the_next_thing_is_clear_whatever_an_earlier_move_has_left(
      String machine, boolean there, String successor, String former, String target, String next) {
    assertThat(
            NextMove.of(
                record(machine).orElseThrow(),
                there,
                record(successor),
                record(former),
                server(target).map(Server::id)))
        .isEqualTo(NextMove.valueOf(next));
  }

  private static Optional<MachineRecord> record(String text) {
    if (text.equals("-")) {
      return Optional.empty();
    }
    int at = text.indexOf('@');
    String id = text.substring(0, at);
    return Optional.of(
        new MachineRecord(
            id,
            "devpod-web-" + id,
            server(text.substring(at + 1)),
            "abc",
            new DeployedRoute.Port()));
  }

  private static Optional<Server> server(String name) {
    return Optional.of(name)
        .filter(one -> !one.equals("own"))
        .map(one -> new Server("id-" + one, one, "192.0.2.1"));
  }
}
